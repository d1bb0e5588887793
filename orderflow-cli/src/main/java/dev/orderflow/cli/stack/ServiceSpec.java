package dev.orderflow.cli.stack;

import java.nio.file.Path;
import java.util.List;

/**
 * One of the services, as the stack sees it.
 *
 * @param name also that of its log
 * @param port the name of its port in {@link Ports}
 * @param database also that of its database user
 * @param program arguments for {@code java} that run it, after the memory settings; none: the jar
 *     is unpacked and run
 * @param jar what has to be built before it can run
 */
public record ServiceSpec(
        String name, String port, String database, List<String> program, Path jar) {

    /** The console's name among the processes. */
    public static final String CONSOLE = "ops-console";

    /** The four services of a built checkout. */
    public static List<ServiceSpec> of(Path project) {
        return List.of("order", "inventory", "payment", "notification").stream()
                .map(name -> packaged(project, name))
                .toList();
    }

    /** The pages for people, which have no database. */
    public static ServiceSpec console(Path project) {
        return packaged(project, CONSOLE, "console", "");
    }

    private static ServiceSpec packaged(Path project, String port) {
        return packaged(project, port + "-service", port, port + "_service");
    }

    private static ServiceSpec packaged(Path project, String name, String port, String database) {
        var jar = project.resolve(name).resolve("target").resolve(name + ".jar");
        return new ServiceSpec(name, port, database, List.of(), jar);
    }
}
