package io.procex.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test of code that touches little of the JDK, and that of all JDKs alike: it runs once on each
 * of {@link Jdk#some()}, which is its argument.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@MethodSource("io.procex.it.support.Jdk#some")
public @interface OnSomeJdks {}
