package dev.orderflow.cli.stack;

import dev.orderflow.embedded.Folders;
import java.nio.file.Files;
import java.util.List;

/** What a stack leaves when it is stopped. */
public final class StackData {

    private StackData() {}

    /**
     * Deletes databases, topics and passwords. Logs stay, and so does the database's program.
     *
     * @throws StackProblem while the stack runs
     */
    public static void delete(StackSettings settings) {
        if (Files.notExists(settings.home())) {
            return;
        }
        try (var _ = StackHome.claim(settings.withFreeMegabytes(0))) {
            for (var name : List.of(LocalStack.KAFKA, LocalStack.DATABASE, "secrets.properties")) {
                Folders.delete(settings.home().resolve(name));
            }
        }
    }
}
