# restricted-calls.pl DIRECTORY   makes each call that settings restrict, in a way that changes nothing on this machine,
# and prints its error number; 0 for none.
use strict;
use warnings;

my $x86_64 = `uname -m` eq "x86_64\n";
my %number = (
  socket => [41, 198], mmap => [9, 222], personality => [135, 92], sched_setscheduler => [144, 119],
  fchmodat => [268, 53], openat => [257, 56], unshare => [272, 97], setns => [308, 268],
  clock_settime => [227, 112], delete_module => [176, 106], syslog => [103, 116],
  sethostname => [170, 161], clone3 => [435, 435], io_uring_setup => [425, 425],
);
my ($AT_FDCWD, $directory) = (-100, $ARGV[0]);

sub call {
  my ($label, $name, @arguments) = @_;
  $! = 0;
  my $result = syscall($number{$name}[$x86_64 ? 0 : 1], @arguments);
  print "call $label ", $result == -1 ? $! + 0 : 0, "\n";
}

my $file = "$directory/file";
my $other = "$directory/other";
my $priority = pack('i', 1);
my $no_priority = pack('i', 0);
my $word = "procex_no_such_module";
open(my $made, '>', $file) or die $!;
close($made);

call('socket-inet', 'socket', 2, 1, 0);
call('socket-unix', 'socket', 1, 1, 0);
call('mmap-rwx', 'mmap', 0, 4096, 7, 0x22, -1, 0);
call('mmap-rw', 'mmap', 0, 4096, 3, 0x22, -1, 0);
call('personality-set', 'personality', 0x0040000);
call('personality-query', 'personality', 0xffffffff);
call('scheduler-fifo', 'sched_setscheduler', 0, 1, $priority);
call('scheduler-other', 'sched_setscheduler', 0, 0, $no_priority);
call('chmod-setuid', 'fchmodat', $AT_FDCWD, $file, 04755);
call('chmod', 'fchmodat', $AT_FDCWD, $file, 0755);
call('create-setgid', 'openat', $AT_FDCWD, $other, 0101, 02755);
call('create', 'openat', $AT_FDCWD, $other, 0101, 0755);
call('unshare-user', 'unshare', 0x10000000);
call('setns', 'setns', -1, 0);
call('clone3', 'clone3', 0, 0);
call('io_uring', 'io_uring_setup', 0, 0);
call('clock', 'clock_settime', -1, 0);
call('module', 'delete_module', $word, 0x800);
call('kernel-log', 'syslog', 10, 0, 0);
call('hostname', 'sethostname', $word, -1);
