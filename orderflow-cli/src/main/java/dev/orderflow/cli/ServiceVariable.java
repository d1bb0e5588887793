package dev.orderflow.cli;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A variable in the environment of one service, written {@code
 * order-service:APP_ORDER_DEADLINE=10s}.
 */
record ServiceVariable(String service, String name, String value) {

    @Override
    public String toString() {
        return "%s:%s=%s".formatted(service, name, value);
    }

    static final class Converter implements ITypeConverter<ServiceVariable> {

        private static final Pattern FORM =
                Pattern.compile("([a-z-]+):([A-Za-z_][A-Za-z0-9_]*)=(.*)");

        @Override
        public ServiceVariable convert(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                throw new TypeConversionException(
                        "'%s' is not of the form order-service:APP_ORDER_DEADLINE=10s"
                                .formatted(text));
            }
            return new ServiceVariable(parts.group(1), parts.group(2), parts.group(3));
        }
    }
}
