/* The program watch.c, linked, as bytes for leaf_watch.c. WATCH: its file. */
    .section .rodata
    .globl watch_image
    .hidden watch_image
watch_image:
    .incbin WATCH
    .globl watch_image_end
    .hidden watch_image_end
watch_image_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
