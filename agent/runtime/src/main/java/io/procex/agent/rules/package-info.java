/**
 * Rules for each program: which programs a JVM may launch, and with which settings. No class of
 * this package is loaded by a JVM without a file of rules.
 */
package io.procex.agent.rules;
