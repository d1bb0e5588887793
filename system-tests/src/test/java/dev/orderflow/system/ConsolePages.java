package dev.orderflow.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The console as somebody uses it who has only its address. */
final class ConsolePages {

    private static final double PATIENCE = 60_000;

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

    /** What came from outside is text: no element was made of it, and nothing of it ran. */
    void assertNothingRan() {
        assertThat(page.evaluate("window.poisoned")).isNull();
        assertThat(page.locator("main img, main script, main iframe").count()).isZero();
    }
}
