# For `make coverage`, which gives COUNTED: objects with GCC's counters, and what is linked to them. Not optimized, so that
# each line has code of its own.
COUNTED_OBJECTS := -O0 -fdata-sections -fprofile-arcs -ftest-coverage -fprofile-update=atomic -fprofile-info-section=counted
FREESTANDING := $(filter-out -O2 -ffile-prefix-map=%,$(FREESTANDING)) $(COUNTED_OBJECTS)
COUNTERS_FILE = -DCOUNTERS='"$(CURDIR)/$(OUT)/counters/$(@F)"'
COUNTERS_OF_ALL = -D_GNU_SOURCE -O1 -fPIC $(COUNTERS_FILE) -Icoverage -Wl,-T,coverage/counters.ld coverage/counters.c
COUNTERS = $(COUNTERS_OF_ALL) coverage/counters_moved.c -Wl,--wrap=image_leave_file -lgcov -lc
watch_INCLUDES := both sys
# What a test uses of the core's headers is counted in the test.
$(PROGRAMS)/%_test: COUNTERS += $(COUNTED_OBJECTS)

$(OUT)/procex-watch: $(OUT)/obj/watch/watch.o src/sys/mem.c coverage/counters_of_watch.c coverage/counters.ld
	$(CC) $(WARN) $(filter-out -g -fPIC $(COUNTED_OBJECTS),$(FREESTANDING)) -fno-pie $(COUNTERS_FILE) -Icoverage $(ARCH_INCLUDES) \
	    -nostdlib -static -no-pie -Wl,-z,noexecstack,--build-id=none,-T,coverage/counters.ld,-e,counted_start -o $@ $(filter %.c %.o,$^)

# Writes the counters of procex-watch: around the same object, whose own entry has another name.
$(OUT)/watch_writer: $(OUT)/obj/watch/watch.o coverage/counters.c coverage/counters.ld
	objcopy --redefine-sym _start=watch_start $< $(OUT)/watch_renamed.o
	echo 'int main(void) { return 0; }' >$(OUT)/watch_writer.c
	$(CC) $(WARN) -no-pie -o $@ $(OUT)/watch_writer.c $(OUT)/watch_renamed.o $(subst $(@F)",procex-watch",$(COUNTERS_OF_ALL)) -lgcov

# An object of all programs: they are linked again.
$(OUT)/obj/clone.o: $(wildcard coverage/*)

counted: own tests $(PROGRAMS)/faults $(OUT)/watch_writer
