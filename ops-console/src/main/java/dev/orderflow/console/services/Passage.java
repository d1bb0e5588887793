package dev.orderflow.console.services;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The calls that are passed on to the services: what the pages need, and no more.
 *
 * @param service {@code *} for any
 */
record Passage(String service, String method, Pattern path) {

    private static final String UUID = "[0-9a-fA-F-]{36}";
    private static final String NUMBER = "\\d{1,19}";
    private static final String USER = "[A-Za-z0-9._@-]{1,64}";

    private static final List<Passage> ALL =
            List.of(
                    of("*", "GET", "/admin/dead-letters(/groups|/%s|/replays/%s)?", NUMBER, UUID),
                    of("*", "POST", "/admin/dead-letters/replays"),
                    of("*", "POST", "/admin/dead-letters/%s/(mend|discard|restore)", NUMBER),
                    of("order-service", "GET", "/admin/orders(/%s(/timeline)?)?", UUID),
                    of("order-service", "POST", "/api/orders"),
                    of("order-service", "POST", "/api/orders/%s/cancel", UUID),
                    of("inventory-service", "GET", "/api/products"),
                    of("inventory-service", "POST", "/api/products"),
                    of("inventory-service", "POST", "/api/products/%s/stock", NUMBER),
                    of("payment-service", "GET", "/api/(payments|points)"),
                    of("payment-service", "POST", "/api/points/%s/top-up", USER));

    static boolean isOpen(String service, String method, String path) {
        return ALL.stream()
                .anyMatch(
                        it ->
                                (it.service.equals("*") || it.service.equals(service))
                                        && it.method.equals(method)
                                        && it.path.matcher(path).matches());
    }

    private static Passage of(String service, String method, String path, Object... parts) {
        return new Passage(service, method, Pattern.compile(path.formatted(parts)));
    }
}
