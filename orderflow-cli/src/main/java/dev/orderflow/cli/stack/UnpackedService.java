package dev.orderflow.cli.stack;

import static java.util.Comparator.comparingLong;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * A service's executable jar, taken apart: classes are found in half the time when they need not be
 * looked for in jars within a jar. Services share the libraries they have in common.
 */
final class UnpackedService {

    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";

    private UnpackedService() {}

    /**
     * What {@code java} needs to run the service; unpacks what is not there yet.
     *
     * @param folder holds the unpacked files of all services; can be deleted when none runs
     */
    static List<String> program(Path executableJar, Path folder) {
        try (var jar = new JarFile(executableJar.toFile())) {
            var main = jar.getManifest().getMainAttributes().getValue("Start-Class");
            if (main == null) { // no jars within this jar
                return List.of("-jar", executableJar.toString());
            }
            var classPath = new ArrayList<String>();
            classPath.add(ownClasses(jar, executableJar, folder).toString());
            // A class is looked for in one jar after the other: most are in the large ones.
            for (var entry :
                    jar.stream()
                            .filter(UnpackedService::isLibrary)
                            .sorted(comparingLong(ZipEntry::getSize).reversed())
                            .toList()) {
                classPath.add(library(jar, entry, folder).toString());
            }
            return List.of("-cp", String.join(File.pathSeparator, classPath), main);
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

    /** The service's own classes, as a jar: a folder would have to be searched file by file. */
    private static Path ownClasses(JarFile jar, Path executableJar, Path folder)
            throws IOException {
        var file =
                folder.resolve(
                        "%s-%x.jar"
                                .formatted(
                                        executableJar.getFileName().toString().replace(".jar", ""),
                                        fingerprint(jar)));
        if (Files.notExists(file)) {
            Files.createDirectories(folder);
            var part = Files.createTempFile(folder, "classes", ".part");
            try (var out = new JarOutputStream(Files.newOutputStream(part), jar.getManifest())) {
                for (var entry :
                        jar.stream().filter(it -> it.getName().startsWith(CLASSES)).toList()) {
                    var name = entry.getName().substring(CLASSES.length());
                    if (!name.isEmpty()) {
                        out.putNextEntry(new ZipEntry(name));
                        jar.getInputStream(entry).transferTo(out);
                        out.closeEntry();
                    }
                }
            }
            moveTo(file, part);
        }
        return file;
    }

    private static long fingerprint(JarFile jar) {
        return jar.stream()
                .filter(entry -> entry.getName().startsWith(CLASSES))
                .mapToLong(entry -> 31 * entry.getCrc() + entry.getName().hashCode())
                .sum();
    }

    private static void moveTo(Path file, Path part) throws IOException {
        try {
            Files.move(part, file);
        } catch (FileAlreadyExistsException anotherWasFaster) {
            Files.delete(part);
        }
    }
}
