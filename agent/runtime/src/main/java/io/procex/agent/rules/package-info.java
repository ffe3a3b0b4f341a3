/**
 * Rules for each program: what a JVM may launch, and what is set on it. Nothing here is loaded by a
 * JVM without a file of rules.
 */
package io.procex.agent.rules;
