#!/bin/sh
# Does almost nothing, in builtins only. The padding is more than Tomcat's buffers hold, so that the
# answer starts at once and not only when CGIServlet has seen the process gone.
printf 'Content-Type: text/plain\r\n\r\n%32768s\n' ok
