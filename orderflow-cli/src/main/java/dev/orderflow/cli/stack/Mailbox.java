package dev.orderflow.cli.stack;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/** The mailbox of the stack's mail server, read over IMAP. */
public final class Mailbox {

    private final int port;

    private Mailbox(int port) {
        this.port = port;
    }

    /** The mailbox behind this port of the loopback interface. */
    public static Mailbox at(int imapPort) {
        return new Mailbox(imapPort);
    }

    /**
     * The newest mails, the very newest last.
     *
     * @param user only those whose address has this user id before the @; null for all
     */
    public List<Mail> newest(int count, @Nullable String user) {
        var properties = new Properties();
        properties.setProperty("mail.imap.connectiontimeout", "5000");
        properties.setProperty("mail.imap.timeout", "10000");
        try (var store = Session.getInstance(properties).getStore("imap")) {
            store.connect("127.0.0.1", port, MailServer.USER, MailServer.PASSWORD);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var chosen = newest(count, user, inbox);
                fetch(inbox, chosen, IMAPFolder.FetchProfileItem.MESSAGE);
                var mails = new ArrayList<Mail>();
                for (var message : chosen) {
                    mails.add(mail(message));
                }
                return mails;
            }
        } catch (MessagingException | IOException e) {
            throw new StackProblem("The mails cannot be read: %s.".formatted(e.getMessage()), e);
        }
    }

    private static Message[] newest(int count, @Nullable String user, Folder inbox)
            throws MessagingException {
        var all = inbox.getMessages();
        if (user != null) {
            fetch(inbox, all, FetchProfile.Item.ENVELOPE);
        }
        var found = new ArrayDeque<Message>();
        for (int i = all.length - 1; i >= 0 && found.size() < count; i--) {
            if (user == null || isTo(user, all[i])) {
                found.addFirst(all[i]);
            }
        }
        return found.toArray(Message[]::new);
    }

    /** All in one request: one for each mail takes the server 40 ms and more. */
    private static void fetch(Folder inbox, Message[] messages, FetchProfile.Item what)
            throws MessagingException {
        var profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        profile.add(what);
        inbox.fetch(messages, profile);
    }

    private static boolean isTo(String user, Message message) throws MessagingException {
        var recipients = message.getRecipients(Message.RecipientType.TO);
        return recipients != null
                && Arrays.stream(recipients)
                        .filter(InternetAddress.class::isInstance)
                        .map(address -> ((InternetAddress) address).getAddress())
                        .anyMatch(address -> address.startsWith(user + "@"));
    }

    private static Mail mail(Message message) throws MessagingException, IOException {
        var recipients = message.getRecipients(Message.RecipientType.TO);
        return new Mail(
                message.getReceivedDate().toInstant(),
                recipients == null ? "" : InternetAddress.toString(recipients),
                message.getSubject() == null ? "" : message.getSubject(),
                text(message));
    }

    /** The text of a simple mail, or the first text of one with several parts. */
    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/*")) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts && parts.getCount() > 0) {
            return text(parts.getBodyPart(0));
        }
        return "";
    }
}
