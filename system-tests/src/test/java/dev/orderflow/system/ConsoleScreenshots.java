package dev.orderflow.system;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.orderflow.cli.demo.ShopClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Makes the pictures in docs/images, of a local stack that runs. No test of the build: {@code
 * docs/screenshots.sh} calls it.
 */
class ConsoleScreenshots {

    private final int offset = Integer.getInteger("orderflow.port-offset", 0);
    private final Path images = Path.of(System.getProperty("orderflow.images"));

    @Test
    void make_them() {
        var shop = new ShopClient(at(8080), at(8081), at(8082), at(8083));
        var shopper = Shopper.of(shop, "Espresso cup", 5000);
        var order = shopper.firstOrder();
        shopper.awaitCompleted(order);
        var watching = new AtomicBoolean(true);
        try (var browser = Browser.start()) {
            var page = browser.page(1280, 860);
            page.emulateMedia(
                    new Page.EmulateMediaOptions()
                            .setColorScheme(ColorScheme.LIGHT)
                            .setReducedMotion(ReducedMotion.REDUCE));
            var pages = new ConsolePages(page, at(8084));
            var customers = CompletableFuture.runAsync(() -> orderWhile(watching, shopper));
            pages.open("/");
            pages.awaitLife();
            page.waitForTimeout(Integer.getInteger("orderflow.warm-up", 20) * 1000.0);
            take(page, "console-overview");
            dark(page);
            take(page, "console-overview-dark");
            pages.open("/try");
            pages.button("Send it").click();
            pages.shows(page.getByText("Sent to order-created"));
            pages.openLetter("notification-service", "order-created");
            page.getByLabel("The event as it should be")
                    .fill("{\n  \"eventType\": \"order-created\"\n}");
            page.locator("main").evaluate("it => it.ownerDocument.activeElement.blur()");
            light(page);
            take(page, "console-letter");
            pages.open("/orders/" + order);
            pages.shows(page.locator(".sequence .name").nth(5));
            take(page, "console-order");
            pages.open("/topics/order-created");
            page.locator(".records summary").first().click();
            take(page, "console-topic");
            pages.open("/dead-letters");
            pages.shows(page.locator("button.cause").first());
            take(page, "console-dead-letters");
            page.setViewportSize(390, 844);
            pages.open("/");
            pages.shows(page.locator("canvas").first());
            page.waitForTimeout(3000);
            take(page, "console-narrow");
            watching.set(false);
            customers.join();
        }
    }

    private static void light(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void dark(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }

    /** At most some two screens of it. */
    private void take(Page page, String name) {
        page.waitForTimeout(400);
        var height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        var size = page.viewportSize();
        page.setViewportSize(size.width, Math.min(height, 1500));
        page.waitForTimeout(400);
        page.screenshot(new ScreenshotOptions().setPath(images.resolve(name + ".png")));
        page.setViewportSize(size.width, size.height);
    }

    private static void orderWhile(AtomicBoolean watching, Shopper shopper) {
        while (watching.get()) {
            shopper.order(Map.of(), "shot-" + java.util.UUID.randomUUID());
        }
    }

    private URI at(int port) {
        return URI.create("http://127.0.0.1:" + (port + offset));
    }
}
