package dev.orderflow.system;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A Chromium of this machine, without a window; what its pages complain about is written down. */
final class Browser implements AutoCloseable {

    private static final String PROPERTY = "orderflow.browser";
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Path ON_MACOS =
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Path program) {
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var arguments = new ArrayList<>(List.of("--disable-dev-shm-usage"));
        if (System.getProperty("user.name").equals("root")) {
            arguments.add("--no-sandbox"); // it refuses root a sandbox, as in a container
        }
        browser =
                playwright
                        .chromium()
                        .launch(new LaunchOptions().setExecutablePath(program).setArgs(arguments));
    }

    /** Why there is none; empty where there is one. */
    static Optional<String> whyNot() {
        return program().isPresent()
                ? Optional.empty()
                : Optional.of(
                        "There is no browser: none of %s on the PATH, and -D%s names none"
                                .formatted(NAMES, PROPERTY));
    }

    static Browser start() {
        return new Browser(program().orElseThrow());
    }

    /** A page of a person whose language is English. */
    Page page(int width, int height) {
        var page =
                browser.newContext(
                                new com.microsoft.playwright.Browser.NewContextOptions()
                                        .setViewportSize(width, height)
                                        .setLocale("en-GB"))
                        .newPage();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error") || message.type().equals("warning")) {
                        complaints.add(message.text());
                    }
                });
        page.onPageError(complaints::add);
        return page;
    }

    /** Errors of scripts, and what the content security policy forbade. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private static Optional<Path> program() {
        var named = System.getProperty(PROPERTY);
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.concat(
                        NAMES.stream()
                                .flatMap(
                                        name ->
                                                Stream.of(System.getenv("PATH").split(":"))
                                                        .map(folder -> Path.of(folder, name))),
                        Stream.of(ON_MACOS))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
