package dev.orderflow.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/** The terminal session that this process belongs to. */
final class Session {

    private Session() {}

    /**
     * Leaves the session of the terminal for one of its own, so that closing the terminal does not
     * end this process. {@code setsid(1)} does not exist everywhere; the system call does, but on
     * Windows, where there is nothing to leave.
     */
    @SuppressWarnings("restricted") // the signature below is that of POSIX
    static void lead() {
        var linker = Linker.nativeLinker();
        linker.defaultLookup()
                .find("setsid")
                .ifPresent(
                        function -> {
                            var setsid =
                                    linker.downcallHandle(
                                            function, FunctionDescriptor.of(ValueLayout.JAVA_INT));
                            try {
                                // Fails where we lead a group already, which does as well.
                                int _ = (int) setsid.invokeExact();
                            } catch (Throwable e) {
                                throw new IllegalStateException("setsid could not be called.", e);
                            }
                        });
    }
}
