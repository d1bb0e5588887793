package dev.orderflow.cli;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A point in time as people write it: with its zone, as it is here, or {@code now}. */
final class Moment implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            if (text.equals("now")) {
                return Instant.now();
            }
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new TypeConversionException(
                    "'%s' is neither 2026-03-04T10:15:30Z nor 2026-03-04T10:15 nor now"
                            .formatted(text));
        }
    }
}
