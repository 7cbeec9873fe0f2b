// java -cp jna.jar ReadBounce.java FILE: who refused, and why; through JNA.
import com.sun.jna.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

public final class ReadBounce {
    /** A borrowed text. */
    @Structure.FieldOrder({"data", "length"})
    public static class Text extends Structure implements Structure.ByValue {
        public Pointer data;
        public long length;
    }

    /** What is used of dsnparse.h; the numbers are those of its enumerators, size_t has 64 bits. */
    public interface Dsnparse extends Library {
        int REPORT_KIND = 0, RECIPIENT_ADDRESS = 0, RECIPIENT_STATUS = 3, RECIPIENT_HOST = 5, RECIPIENT_CATEGORY = 7;
        Pointer dsnparse_parse(byte[] message, long length, Pointer options);
        void dsnparse_report_free(Pointer report);
        Text dsnparse_report_text(Pointer report, int which);
        long dsnparse_report_message_ids(Pointer report);
        Text dsnparse_report_message_id(Pointer report, long index);
        long dsnparse_report_recipients(Pointer report);
        Text dsnparse_recipient_text(Pointer report, long index, int which);
        int dsnparse_recipient_code(Pointer report, long index);
        Pointer dsnparse_report_json(Pointer report, Pointer length);
        void dsnparse_free(Pointer text);
    }

    /** Copies the text; one without data is not known, and not shown. */
    private static void show(String label, Text text) {
        if (text.data == null) return;
        System.out.println(label + ": " + new String(text.data.getByteArray(0, (int) text.length), StandardCharsets.UTF_8));
    }

    public static void main(String[] arguments) throws Exception {
        byte[] message = Files.readAllBytes(Path.of(arguments[0]));
        Dsnparse dsnparse = Native.load(System.getenv().getOrDefault("DSNPARSE_LIBRARY", "dsnparse"), Dsnparse.class);
        Pointer report = dsnparse.dsnparse_parse(message, message.length, null);
        try {
            show("kind", dsnparse.dsnparse_report_text(report, Dsnparse.REPORT_KIND));
            for (long i = 0; i < dsnparse.dsnparse_report_recipients(report); ++i) {
                show("recipient", dsnparse.dsnparse_recipient_text(report, i, Dsnparse.RECIPIENT_ADDRESS));
                int code = dsnparse.dsnparse_recipient_code(report, i);
                if (code != 0) System.out.println("code: " + code);
                show("status", dsnparse.dsnparse_recipient_text(report, i, Dsnparse.RECIPIENT_STATUS));
                show("refused by", dsnparse.dsnparse_recipient_text(report, i, Dsnparse.RECIPIENT_HOST));
                show("category", dsnparse.dsnparse_recipient_text(report, i, Dsnparse.RECIPIENT_CATEGORY));
            }
            for (long i = 0; i < dsnparse.dsnparse_report_message_ids(report); ++i)
                show("about", dsnparse.dsnparse_report_message_id(report, i));
            Pointer json = dsnparse.dsnparse_report_json(report, null);
            String text = json.getString(0, "UTF-8");
            dsnparse.dsnparse_free(json);
            System.out.println("json: " + text.getBytes(StandardCharsets.UTF_8).length + " bytes");
        } finally {
            dsnparse.dsnparse_report_free(report);
        }
    }
}
