package dev.orderflow.cli.topic;

import dev.orderflow.cli.stack.StackProblem;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BackupWriter} wrote. Whether it is whole is known at its end only. */
final class BackupReader implements AutoCloseable {

    private final Path file;
    private final long size;
    private final MessageDigest digest = BackupWriter.sha256();
    private final DataInputStream in;
    private final Manifest manifest;
    private long records;
    private int partition;

    private BackupReader(Path file) throws IOException {
        this.file = file;
        size = Files.size(file);
        in =
                new DataInputStream(
                        new DigestInputStream(
                                new BufferedInputStream(Files.newInputStream(file), 1 << 16),
                                digest));
        try {
            if (!Arrays.equals(in.readNBytes(BackupWriter.MAGIC.length), BackupWriter.MAGIC)) {
                throw new StackProblem(
                        "%s is not a backup of a topic; backup-topic.sh makes one."
                                .formatted(file));
            }
            manifest = Manifest.read(frame(in.readInt()));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * @throws StackProblem where this is not the beginning of a backup
     */
    static BackupReader open(Path file) {
        try {
            return new BackupReader(file);
        } catch (NoSuchFileException e) {
            throw new StackProblem("There is no file %s.".formatted(file), e);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /**
     * The next record; null after the last.
     *
     * @throws StackProblem where the file is cut off, or is not what was written
     */
    @Nullable KeptRecord next() {
        try {
            int length = in.readInt();
            if (length == BackupWriter.END) {
                checkEnd();
                return null;
            }
            var record = KeptRecord.read(frame(length));
            if (record.partition() < partition || record.partition() >= manifest.partitions()) {
                throw new IOException("a partition is wrong");
            }
            partition = record.partition();
            records++;
            return record;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private DataInputStream frame(int length) throws IOException {
        if (length < 0 || length > size) {
            throw new IOException("a length is wrong");
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private void checkEnd() throws IOException {
        if (in.readLong() != records) {
            throw new IOException("the number of records is wrong");
        }
        var computed = digest.digest();
        if (!Arrays.equals(in.readNBytes(computed.length), computed)) {
            throw new IOException("the checksum is wrong");
        }
        if (in.read() >= 0) {
            throw new IOException("something was written behind its end");
        }
    }

    private static StackProblem damaged(Path file, IOException why) {
        return new StackProblem(
                "%s is damaged (%s); use another backup."
                        .formatted(
                                file, why instanceof EOFException ? "cut off" : why.getMessage()),
                why);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }
}
