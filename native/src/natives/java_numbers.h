/*
 * Numbers that C and Java share. Java has them: javac -h writes the constants of a class into a
 * header when the core is built. If C has a name for one, SAME fails the build if they differ.
 */
#ifndef PROCEX_JAVA_NUMBERS_H
#define PROCEX_JAVA_NUMBERS_H

#include "io_procex_agent_settings_SettingNumbers.h"
#include "io_procex_agent_start_LowDescriptors.h"
#include "java_lang_ProcexNumbers.h"

#define CORE(name) java_lang_ProcexNumbers_##name
#define SETTING(name) io_procex_agent_settings_SettingNumbers_##name
#define LOW_DESCRIPTORS(name) io_procex_agent_start_LowDescriptors_##name

#define SAME(java, c) _Static_assert((java) == (c), "C and Java differ in " #c)

#endif
