package dev.orderflow.cli.stack;

import java.nio.file.Path;
import java.util.List;

/** A stack of which only the state file exists, so that commands find it at these ports. */
public final class FakeStack {

    private FakeStack() {}

    /** This process claims to be its supervisor. */
    public static void in(Path home, Ports ports) {
        new StackState(
                        ProcessMark.of(ProcessHandle.current()),
                        true,
                        Security.HEADER,
                        ports,
                        List.of())
                .save(home);
    }
}
