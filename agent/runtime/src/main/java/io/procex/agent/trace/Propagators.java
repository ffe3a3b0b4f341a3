package io.procex.agent.trace;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * OpenTelemetry's propagators of the W3C's formats. They are constants of its API, while asking
 * {@code GlobalOpenTelemetry} for the ones in use could initialise it before the application does.
 */
final class Propagators {
  private static final String API = "io.opentelemetry.";

  private final ClassLoader loader;
  private final String prefix;
  private final Method current;
  private final Method inject;
  private final Object[] propagators;
  private final Object setter;

  /** Takes the classes beside that one, which OpenTelemetry's agent has renamed. */
  Propagators(Class<?> span) throws ReflectiveOperationException {
    loader = span.getClassLoader();
    prefix = span.getName().substring(0, span.getName().indexOf(API + "api.trace.Span"));
    Class<?> context = beside("context.Context");
    Class<?> setterType = beside("context.propagation.TextMapSetter");
    current = context.getMethod("current");
    inject =
        beside("context.propagation.TextMapPropagator")
            .getMethod("inject", context, Object.class, setterType);
    propagators =
        new Object[] {
          instance("api.trace.propagation.W3CTraceContextPropagator"),
          instance("api.baggage.propagation.W3CBaggagePropagator")
        };
    ClassLoader definer = loader == null ? Propagators.class.getClassLoader() : loader;
    setter = Proxy.newProxyInstance(definer, new Class<?>[] {setterType}, new IntoFields());
  }

  private Class<?> beside(String name) throws ClassNotFoundException {
    return Class.forName(prefix + API + name, true, loader);
  }

  private Object instance(String name) throws ReflectiveOperationException {
    return beside(name).getMethod("getInstance").invoke(null);
  }

  /** The fields of the current context; null if it has none. */
  PropagatedFields write() throws ReflectiveOperationException {
    PropagatedFields fields = new PropagatedFields();
    Object now = current.invoke(null);
    for (Object propagator : propagators) {
      inject.invoke(propagator, now, fields, setter);
    }
    return fields.areThere() ? fields : null;
  }

  /** {@code TextMapSetter.set(carrier, key, value)}. */
  private static final class IntoFields implements InvocationHandler {
    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (arguments == null || !(arguments[0] instanceof PropagatedFields)) {
        return method.invoke(this, arguments); // of Object, such as toString
      }
      ((PropagatedFields) arguments[0]).set((String) arguments[1], (String) arguments[2]);
      return null;
    }
  }
}
