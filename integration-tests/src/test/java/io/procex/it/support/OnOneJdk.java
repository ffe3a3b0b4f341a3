package io.procex.it.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test of code that knows nothing of the JDK, such as rules: it runs on {@link Jdk#one()}, which
 * is its argument.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag(Jdk.ONCE)
@ParameterizedTest
@MethodSource("io.procex.it.support.Jdk#one")
public @interface OnOneJdk {}
