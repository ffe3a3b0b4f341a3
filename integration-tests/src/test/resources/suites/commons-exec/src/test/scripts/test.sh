#!/bin/sh
echo "FOO.$TEST_ENV_VAR.$1"
