package dev.orderflow.cli;

import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.stack.StackSettings;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the checkout is, and where the stack keeps its data. */
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:ORDERFLOW_HOME}",
            description =
                    "Data, logs and state are kept here (default: .orderflow in the checkout).")
    private @Nullable Path home;

    @Option(
            names = "--project",
            paramLabel = "FOLDER",
            hidden = true,
            description = "The checkout (default: the one that this program was built in).")
    private @Nullable Path project;

    @Option(
            names = "--programs",
            paramLabel = "FOLDER",
            hidden = true,
            description = "The database server is unpacked here (default: programs in --home).")
    private @Nullable Path programs;

    StackSettings settings() {
        var settings = StackSettings.of(project());
        if (home != null) {
            settings = settings.withHome(home);
        }
        return programs == null ? settings : settings.withPrograms(programs);
    }

    Path folder() {
        return settings().home();
    }

    /**
     * The stack that runs there.
     *
     * @throws StackProblem where none does
     */
    RunningStack runningStack() {
        return RunningStack.in(folder())
                .orElseThrow(
                        () ->
                                new StackProblem(
                                        "Orderflow is not running; ./orderflow up starts it."));
    }

    private Path project() {
        return project == null ? checkout() : project;
    }

    /** The folder with the jars: this class lies in orderflow-cli/target/ of it. */
    private static Path checkout() {
        try {
            var here =
                    Path.of(
                            HomeOptions.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            for (var folder = here; folder != null; folder = folder.getParent()) {
                if (Files.isDirectory(folder.resolve("kafka-scripts"))) {
                    return folder;
                }
            }
            return Path.of("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("This program does not know where it lies.", e);
        }
    }
}
