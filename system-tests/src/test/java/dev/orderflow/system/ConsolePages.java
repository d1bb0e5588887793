package dev.orderflow.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The console as somebody uses it who has only its address. */
final class ConsolePages {

    private static final double PATIENCE = 60_000;
    private static final int MOST_STOPS = 200;

    /** With these a page is there in less than a second, on any network that deserves the name. */
    private static final int MOST_REQUESTS = 24;

    private static final int MOST_BYTES = 150_000;

    /** Whether somebody can see where they are. */
    private static final String SHOWS_FOCUS =
            """
            () => {
              const it = document.activeElement;
              const style = getComputedStyle(it);
              const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
              const box = it.matches('g') && it.querySelector('rect');
              return it.matches(':focus-visible') && (outlined || box && parseFloat(getComputedStyle(box).strokeWidth) > 2);
            }
            """;

    private final Page page;
    private final URI console;

    ConsolePages(Page page, URI console) {
        this.page = page;
        this.console = console;
        page.setDefaultTimeout(PATIENCE);
    }

    void open(String path) {
        page.navigate(console.resolve("/#" + path).toString());
        shows(page.locator("main h1"));
    }

    /**
     * A browser that has never been here asks this machine for little, and no other for anything.
     */
    void opensLightly() {
        var asked = new ArrayList<Request>();
        Consumer<Request> listener = asked::add;
        page.onRequest(listener);
        page.waitForRequestFinished(
                new Page.WaitForRequestFinishedOptions()
                        .setPredicate(it -> it.url().endsWith("/chart.umd.min.js")),
                () -> open("/"));
        says(page.locator(".connection"), "Live");
        page.offRequest(listener);
        assertThat(asked)
                .hasSizeLessThanOrEqualTo(MOST_REQUESTS)
                .allMatch(it -> URI.create(it.url()).getAuthority().equals(console.getAuthority()));
        assertThat(
                        asked.stream()
                                .filter(it -> !it.url().endsWith("/events")) // which has no end
                                .mapToInt(it -> it.sizes().responseBodySize)
                                .sum())
                .isBetween(1, MOST_BYTES);
    }

    void go(String name) {
        page.getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
        says(page.locator("main h1"), name);
    }

    Page page() {
        return page;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The overview tells, live, that orders are placed and that all services are up. */
    void awaitLife() {
        says(page.locator(".connection"), "Live");
        for (var name : WholeSystemIT.VICTIMS) {
            says(page.locator(".pipeline .box", has(name)).locator(".state"), "up");
        }
        for (var figure : List.of("Placed", "Completed")) {
            assertThat(page.locator(".tile", has(figure)).locator(".value"))
                    .not()
                    .hasText("0", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
        }
        shows(page.locator(".pipeline .arrow.moving").first());
        shows(page.locator("canvas").first());
    }

    private static Page.LocatorOptions has(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    /** Finds an order by its customer, opens it, and waits until it is completed. */
    void findOrder(String user, UUID order) {
        go("Orders");
        page.getByLabel("Order id, or user").fill(user);
        button("Find").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(order.toString()))
                .click();
        says(page.locator(".card-head .chip"), "Completed");
        for (var event : new String[] {"order-created", "payment-completed", "order-completed"}) {
            shows(page.locator(".sequence .name", has(event)));
        }
    }

    /** What lies on a topic under this key, as the page shows it. */
    String recordOf(String topic, UUID key) {
        go("Topics");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(topic).setExact(true))
                .click();
        page.getByLabel("Key contains").fill(key.toString());
        button("Read").click();
        // The page begins with the last records: it is read once those have gone.
        var found = page.locator(".records li");
        assertThat(found).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
        found.locator("summary").click();
        return found.locator("pre").innerText();
    }

    /** Opens the newest letter of this service, by its cause. */
    void openLetter(String service, String topic) {
        go("Dead letters");
        page.locator("tr", has(service))
                .filter(new Locator.FilterOptions().setHasText(topic))
                .first()
                .locator("button.cause")
                .click();
        page.locator("tr a[href*='/dead-letters/%s/']".formatted(service)).first().click();
        says(page.locator("main h1"), Pattern.compile("Dead letter \\d+ of " + service));
    }

    /** Looks at what a replay would do, corrects the event, and sends it. */
    void mend(String wrong, String right) {
        shows(page.getByText("A replay would fail again."));
        var text = page.getByLabel("The event as it should be");
        text.fill(text.inputValue().replace(wrong, right));
        shows(page.locator(".diff .new").first());
        button("Send it").click();
        says(page.locator(".card-head .chip").first(), "Mended");
        shows(page.getByText("edited and replayed"));
        shows(page.getByText("Already applied."));
    }

    /** Discards it, takes that back, and discards it again. */
    void discardAndUndo() {
        discard("sent by a test");
        button("Undo the discard").click();
        says(page.locator(".card-head .chip").first(), "Open");
        discard("still not needed");
        shows(page.getByText("undid the discard"));
    }

    private void discard(String reason) {
        page.locator("#discard > summary").click();
        page.getByLabel("Why nobody needs it").fill(reason);
        page.locator("#discard button").click();
        says(page.locator(".card-head .chip").first(), "Discarded");
    }

    void shows(Locator what) {
        assertThat(what).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    }

    void says(Locator what, String text) {
        assertThat(what)
                .containsText(
                        text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    private void says(Locator what, Pattern text) {
        assertThat(what)
                .containsText(
                        text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }

    /** As somebody does who has no mouse: to the causes, into one, to its newest letter. */
    void openByKeyboard(String cause) {
        open("/");
        page.keyboard().press("Tab");
        assertThat(focused()).hasText("Skip to the content");
        tabTo("Dead letters");
        page.keyboard().press("Enter");
        assertThat(page.locator("main h1")).hasText("Dead letters");
        assertThat(page.locator("main h1")).isFocused();
        shows(page.locator("button.cause", has(cause)));
        tabTo(cause);
        page.keyboard().press("Enter");
        shows(button("Replay all of them"));
        tabTo("notification/");
        page.keyboard().press("Enter");
        says(page.locator("main h1"), "Dead letter ");
        assertThat(page.locator("main h1")).isFocused();
        shows(page.getByText("Safe to replay."));
    }

    /** Goes on with the keyboard until what has the focus begins with these words. */
    private void tabTo(String words) {
        for (var stops = 0; stops < MOST_STOPS; stops++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate(SHOWS_FOCUS)).as(focused().innerText()).isEqualTo(true);
            if (focused().innerText().startsWith(words)) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not lead to " + words);
    }

    private Locator focused() {
        return page.locator("*:focus");
    }

    /** Replays all letters of a cause, one a second, and watches how that goes on. */
    void replayAll(String cause, int letters) {
        go("Dead letters");
        page.locator("button.cause", has(cause)).click();
        page.getByLabel("Letters a second").fill("1");
        button("Dry run").click();
        says(page.locator(".replay"), "It would send %d.".formatted(letters));
        isForEverybody();
        var begin = System.nanoTime();
        button("Replay all of them").click();
        var progress = page.locator(".progress");
        says(progress, Pattern.compile("[1-%d] of %d applied".formatted(letters - 1, letters)));
        shows(page.getByRole(AriaRole.PROGRESSBAR));
        isForEverybody();
        says(progress, "%1$d of %1$d applied · %1$d sent · 0 failed again".formatted(letters));
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofSeconds(letters - 2));
        assertThat(page.locator("button.cause", has(cause)))
                .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    }

    /** Places an order that is to end like this; returns where it can be watched. */
    String place(String user, long product, String end) {
        go("Try it");
        page.getByLabel("User", new Page.GetByLabelOptions().setExact(true)).fill(user);
        page.getByLabel("Product", new Page.GetByLabelOptions().setExact(true))
                .selectOption(Long.toString(product));
        page.getByLabel("How it is to end").selectOption(new SelectOption().setLabel(end));
        button("Place it").click();
        shows(watchIt());
        isForEverybody();
        return watchIt().getAttribute("href").substring("#".length());
    }

    private Locator watchIt() {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Watch it"));
    }

    /** Watches an order until it has been cancelled for this reason and its goods are back. */
    void isGivenUp(String order, String reason) {
        open(order);
        says(page.locator(".card-head .chip").first(), Pattern.compile("Cancelled"));
        shows(page.locator(".facts dd", has(reason)));
        shows(page.locator(".sequence .name", has("stock-restored")));
    }

    /** Sends what nobody can read, and decides about what the services made of it. */
    void poison() {
        go("Try it");
        button("Send it").click();
        shows(page.getByText("Sent to order-created"));
        isForEverybody();
        for (var service : List.of("inventory-service", "notification-service")) {
            openLetter(service, "order-created");
            says(page.locator("pre.value"), "This is not an event.");
            discard("sent by a test");
        }
    }

    /** Places an order, watches it being completed, and takes it back. */
    void orderAndCancel(String user, long product) {
        place(user, product, "completed, paid with points");
        watchIt().click();
        var status = page.locator(".card-head .chip").first();
        says(status, "Completed");
        button("Cancel this order").click();
        says(page.getByRole(AriaRole.STATUS).last(), "The cancel is on its way.");
        says(status, Pattern.compile("Cancelled"));
        for (var event : List.of("order-cancelled", "payment-refunded", "stock-restored")) {
            shows(page.locator(".sequence .name", has(event)));
        }
        assertThat(button("Cancel this order")).hasCount(0);
    }

    /** Whoever does not see it, or not well, can use the page that is open, too. */
    void isForEverybody() {
        assertThat(Accessibility.faults(page)).as(page.url()).isEmpty();
    }

    /** What came from outside is text: no element was made of it, and nothing of it ran. */
    void assertNothingRan() {
        assertThat(page.evaluate("window.poisoned")).isNull();
        assertThat(page.locator("main img, main script, main iframe").count()).isZero();
    }
}
