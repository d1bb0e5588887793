package dev.orderflow.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/** For how long the processors of this machine have been busy, all of them together. */
final class MachineTime {

    private static final Path STAT = Path.of("/proc/stat");

    /** Of the fields, those of waiting: idle, and waiting for a disk. */
    private static final int IDLE = 3;

    private static final int WAITING = 4;

    /** User, nice, system, the two above, interrupts, and what other guests of the host took. */
    private static final int FIELDS = 8;

    private MachineTime() {}

    /** Empty where it cannot be told. */
    static Optional<Duration> busy() {
        try {
            return Files.exists(STAT)
                    ? Optional.of(parse(Files.readAllLines(STAT).getFirst()))
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    static Duration parse(String line) {
        var fields = line.replaceFirst("^cpu +", "").split(" ");
        return ProcessTime.ofTicks(
                IntStream.range(0, FIELDS)
                        .filter(field -> field != IDLE && field != WAITING)
                        .mapToLong(field -> Long.parseLong(fields[field]))
                        .sum());
    }
}
