#!/bin/sh
echo backup | gzip >target/mybackup.gz
