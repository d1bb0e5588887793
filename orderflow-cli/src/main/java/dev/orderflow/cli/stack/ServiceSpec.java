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

    /**
     * Its examples. They are run as they are: what the four have in common, and their class cache
     * is made of, is more than what they share with these.
     */
    public static List<ServiceSpec> examples(Path project) {
        var it = packaged(project.resolve("examples"), "message");
        var program = List.of("-jar", it.jar().toString());
        return List.of(new ServiceSpec(it.name(), it.port(), it.database(), program, it.jar()));
    }

    private static ServiceSpec packaged(Path folder, String port) {
        return packaged(folder, port + "-service", port, port + "_service");
    }

    private static ServiceSpec packaged(Path folder, String name, String port, String database) {
        var jar = folder.resolve(name).resolve("target").resolve(name + ".jar");
        return new ServiceSpec(name, port, database, List.of(), jar);
    }
}
