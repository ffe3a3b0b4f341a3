package io.procex.agent.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts an argument to a process id. */
final class PidConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    if (!text.matches("[1-9][0-9]{0,9}")) {
      throw new TypeConversionException("'" + text + "' is not a process id");
    }
    return Long.valueOf(text);
  }
}
