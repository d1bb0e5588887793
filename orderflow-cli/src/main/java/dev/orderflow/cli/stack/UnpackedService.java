package dev.orderflow.cli.stack;

import static java.util.Comparator.comparingLong;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * A service's executable jar, taken apart: classes are found in half the time when they need not be
 * looked for in jars within a jar. Services share the libraries they have in common.
 *
 * @param main the class to run
 * @param libraries what the service needs, the largest first: a class is looked for in one after
 *     the other
 * @param classes the service's own
 * @param loader Spring Boot's, which can run one jar out of another's class path
 */
record UnpackedService(String main, List<Path> libraries, Path classes, Path loader) {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LOADER = "org/springframework/boot/loader/";

    /**
     * Unpacks what is not there yet; nothing where there are no jars within the jar.
     *
     * @param folder holds the unpacked files of all services; can be deleted when none runs
     */
    static Optional<UnpackedService> of(Path executableJar, Path folder) {
        try (var jar = new JarFile(executableJar.toFile())) {
            var main = jar.getManifest().getMainAttributes().getValue("Start-Class");
            if (main == null) {
                return Optional.empty();
            }
            var libraries = new ArrayList<Path>();
            for (var entry :
                    jar.stream()
                            .filter(UnpackedService::isLibrary)
                            .sorted(
                                    comparingLong(ZipEntry::getSize)
                                            .reversed()
                                            .thenComparing(ZipEntry::getName))
                            .toList()) {
                libraries.add(library(jar, entry, folder));
            }
            var name = executableJar.getFileName().toString().replace(".jar", "");
            return Optional.of(
                    new UnpackedService(
                            main,
                            List.copyOf(libraries),
                            part(jar, CLASSES, "", name, folder),
                            part(jar, LOADER, LOADER, "loader", folder)));
        } catch (IOException e) {
            throw new StackProblem(
                    "%s cannot be unpacked into %s (%s); build again, or make room."
                            .formatted(executableJar, folder, e.getMessage()),
                    e);
        }
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().startsWith(LIBRARIES) && !entry.isDirectory();
    }

    /** Named after its content, so that what is there is right. */
    private static Path library(JarFile jar, ZipEntry entry, Path folder) throws IOException {
        var name = entry.getName().substring(LIBRARIES.length());
        var file = folder.resolve("lib").resolve("%08x-%s".formatted(entry.getCrc(), name));
        if (Files.notExists(file)) {
            Files.createDirectories(file.getParent());
            var part = Files.createTempFile(file.getParent(), name, ".part");
            try (var content = jar.getInputStream(entry)) {
                Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            }
            moveTo(file, part);
        }
        return file;
    }

    /**
     * What is below a folder of the jar, as a jar of its own: a folder of files would have to be
     * searched file by file. Named after its content too.
     */
    private static Path part(JarFile jar, String from, String to, String name, Path folder)
            throws IOException {
        Predicate<ZipEntry> wanted =
                entry -> entry.getName().startsWith(from) && !entry.getName().equals(from);
        var fingerprint =
                jar.stream()
                        .filter(wanted)
                        .mapToLong(entry -> 31 * entry.getCrc() + entry.getName().hashCode())
                        .sum();
        var file = folder.resolve("%s-%x.jar".formatted(name, fingerprint));
        if (Files.notExists(file)) {
            Files.createDirectories(folder);
            var part = Files.createTempFile(folder, name, ".part");
            try (var out = new JarOutputStream(Files.newOutputStream(part), jar.getManifest())) {
                for (var entry : jar.stream().filter(wanted).toList()) {
                    out.putNextEntry(new ZipEntry(to + entry.getName().substring(from.length())));
                    jar.getInputStream(entry).transferTo(out);
                    out.closeEntry();
                }
            }
            moveTo(file, part);
        }
        return file;
    }

    private static void moveTo(Path file, Path part) throws IOException {
        try {
            Files.move(part, file);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            Files.delete(part);
        }
    }
}
