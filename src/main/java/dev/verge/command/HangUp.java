package dev.verge.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signal SIGHUP, by which operators ask a server to read its files again. Java has no interface for signals but that of
 * {@code jdk.unsupported}, which the compiler refuses to know.
 */
final class HangUp {
    private HangUp() {}

    /** Has this run, on a thread of its own, for each signal; where there are no such signals, never. */
    static void handle(Runnable work) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler handling = (proxy, method, arguments) -> {
                work.run();
                return null;
            };
            Object proxy = Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handler}, handling);
            Object before = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
            if (before == null) {
                throw new IllegalStateException("handle answers nothing");
            }
        } catch (ReflectiveOperationException e) {
            // Windows has no SIGHUP, and a Java runtime of few modules no such class.
        }
    }
}
