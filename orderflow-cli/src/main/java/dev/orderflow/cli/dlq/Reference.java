package dev.orderflow.cli.dlq;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A dead letter or a group of them, each of which is known to its own service only: {@code
 * inventory-service/17}.
 *
 * @param id the service's own name for it
 */
public record Reference(Service service, String id) {

    @Override
    public String toString() {
        return service + "/" + id;
    }

    private static Reference parse(Pattern form, String text, String like) {
        var parts = form.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException(
                    "'%s' is not of the form inventory-service/%s, as ./orderflow dlq shows it"
                            .formatted(text, like));
        }
        return new Reference(new Service.Converter().convert(parts.group(1)), parts.group(2));
    }

    /** Of a dead letter, whose id is a number. */
    public static final class OfLetter implements ITypeConverter<Reference> {

        private static final Pattern FORM = Pattern.compile("([a-z-]+)/(\\d{1,18})");

        @Override
        public Reference convert(String text) {
            return parse(FORM, text, "17");
        }
    }

    /** Of a group, whose id is a word. */
    public static final class OfGroup implements ITypeConverter<Reference> {

        private static final Pattern FORM = Pattern.compile("([a-z-]+)/([A-Za-z0-9_-]{1,100})");

        @Override
        public Reference convert(String text) {
            return parse(FORM, text, "1f6c0a5e");
        }
    }
}
