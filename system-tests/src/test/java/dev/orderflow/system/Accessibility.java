package dev.orderflow.system;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What keeps somebody from using a page who does not see it, or not well: looked for in what the
 * browser tells assistive technology, and in the colours that it shows.
 */
final class Accessibility {

    /** What one comes to with the keyboard, or hears of as a thing of its own. */
    private static final Set<String> NAMED =
            Set.of(
                    "button",
                    "link",
                    "textbox",
                    "searchbox",
                    "spinbutton",
                    "combobox",
                    "checkbox",
                    "DateTime",
                    "DisclosureTriangle",
                    "progressbar",
                    "image",
                    "img",
                    "navigation",
                    "region",
                    "table",
                    "dialog");

    /** Texts whose colour is not at least so far from what is behind them. WCAG 2.2, AA. */
    private static final String FAINT_TEXTS =
            """
            () => {
              const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
              const parts = color => {
                canvas.clearRect(0, 0, 1, 1);
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
                return {r, g, b, a: a / 255};
              };
              const over = (top, below) => {
                const mix = (a, b) => a * top.a + b * (1 - top.a);
                return {r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1};
              };
              const behind = element => element
                ? over(parts(getComputedStyle(element).backgroundColor), behind(element.parentElement))
                : {r: 255, g: 255, b: 255, a: 1};
              const light = ({r, g, b}) => [[r, 0.2126], [g, 0.7152], [b, 0.0722]].reduce((sum, [part, weight]) => {
                const share = part / 255;
                return sum + weight * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
              }, 0);
              const contrast = (one, other) => {
                const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
                return (bright + 0.05) / (dark + 0.05);
              };
              const found = new Set();
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const element = texts.currentNode.parentElement;
                const said = texts.currentNode.data.trim();
                if (!said || !element.checkVisibility() || element.closest('svg, option, :disabled, noscript')) {
                  continue;
                }
                const style = getComputedStyle(element);
                const size = parseFloat(style.fontSize);
                const enough = size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5;
                const ground = behind(element);
                const is = contrast(over(parts(style.color), ground), ground);
                if (is < enough) {
                  found.add(`contrast of ${is.toFixed(2)}: ${said.slice(0, 40)}`);
                }
              }
              return [...found];
            }
            """;

    private Accessibility() {}

    /** Sentences about what is wrong; none where nothing is. */
    static List<String> faults(Page page) {
        var faults = new ArrayList<String>();
        var nodes = tree(page);
        if (with("heading", nodes).filter(it -> level(it) == 1).count() != 1) {
            faults.add("there is not one heading of the page");
        }
        for (var landmark : List.of("banner", "navigation", "main")) {
            if (with(landmark, nodes).count() != 1) {
                faults.add("there is not one " + landmark);
            }
        }
        if (with("status", nodes).findAny().isEmpty()) {
            faults.add("nothing says what has changed");
        }
        nodes.stream()
                .filter(it -> NAMED.contains(value(it, "role")))
                .filter(it -> value(it, "name").isBlank())
                .forEach(it -> faults.add("a %s has no name".formatted(value(it, "role"))));
        for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            ((List<?>) page.evaluate(FAINT_TEXTS)).forEach(it -> faults.add(scheme + ": " + it));
        }
        return faults;
    }

    private static List<JsonObject> tree(Page page) {
        var session = page.context().newCDPSession(page);
        try {
            var nodes = session.send("Accessibility.getFullAXTree").getAsJsonArray("nodes");
            return StreamSupport.stream(nodes.spliterator(), false)
                    .map(JsonElement::getAsJsonObject)
                    .filter(it -> !it.get("ignored").getAsBoolean())
                    .toList();
        } finally {
            session.detach();
        }
    }

    private static Stream<JsonObject> with(String role, List<JsonObject> nodes) {
        return nodes.stream().filter(it -> value(it, "role").equals(role));
    }

    private static String value(JsonObject node, String property) {
        var found = node.getAsJsonObject(property);
        return found == null || !found.has("value") ? "" : found.get("value").getAsString();
    }

    private static int level(JsonObject heading) {
        return StreamSupport.stream(heading.getAsJsonArray("properties").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(it -> it.get("name").getAsString().equals("level"))
                .mapToInt(it -> it.getAsJsonObject("value").get("value").getAsInt())
                .sum();
    }
}
