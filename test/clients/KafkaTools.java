import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.utils.internals.Exit;
import org.slf4j.LoggerFactory;

/**
 * Runs Kafka's shell tools one after the other in one JVM, since each start of a JVM takes seconds.
 *
 * <p>A request on the standard input is a class below org.apache.kafka.tools, the tool's input, the number of its arguments,
 * and these. The response is the exit code and the output, of both streams. Strings are UTF-8 behind their length; all
 * numbers have four bytes, big-endian. The standard error has the log.
 */
public class KafkaTools {
    private static final long LIMIT_MILLIS = 60_000;
    private static final int HANGS = -1;

    private static final List<Runnable> hooks = new CopyOnWriteArrayList<>();

    private static Integer exited;

    public static void main(String[] none) throws Exception {
        DataInputStream requests = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream responses = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(System.err);
        LoggerFactory.getLogger(KafkaTools.class); // configures the log, which goes to System.out as it is now
        Exit.setExitProcedure((code, message) -> exit(code));
        Exit.setHaltProcedure((code, message) -> exit(code));
        Exit.setShutdownHookAdder((name, hook) -> hooks.add(hook));
        try {
            while (true) {
                serve(requests, responses);
            }
        } catch (EOFException e) {
            System.exit(0); // also if a tool hangs
        }
    }

    private static void serve(DataInputStream requests, DataOutputStream responses) throws Exception {
        String tool = readString(requests);
        System.setIn(new ByteArrayInputStream(readString(requests).getBytes(StandardCharsets.UTF_8)));
        String[] arguments = new String[requests.readInt()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = readString(requests);
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        int code = runWithin(tool, arguments);
        responses.writeInt(code);
        responses.writeInt(output.size());
        output.writeTo(responses);
        responses.flush();
    }

    private static String readString(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** Runs a tool, and shows where it is if it does not end in time. */
    private static int runWithin(String tool, String[] arguments) throws InterruptedException {
        int[] code = {HANGS};
        exited = null;
        Thread thread = new Thread(() -> code[0] = runAndShutDown(tool, arguments), tool);
        thread.start();
        thread.join(LIMIT_MILLIS);
        if (thread.isAlive()) {
            for (StackTraceElement element : thread.getStackTrace()) {
                System.err.println("\tat " + element);
            }
        }
        return code[0];
    }

    /** Runs the shutdown hooks of a tool, too: a producer sends what it has. */
    private static int runAndShutDown(String tool, String[] arguments) {
        hooks.clear();
        int code = run(tool, arguments);
        hooks.forEach(Runnable::run);
        return code;
    }

    private static int run(String tool, String[] arguments) {
        try {
            Class<?> type = Class.forName("org.apache.kafka.tools." + tool);
            type.getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof Exited)) {
                e.getCause().printStackTrace();
                return 1;
            }
        } catch (ReflectiveOperationException e) {
            e.printStackTrace();
            return 1;
        }
        return exited == null ? 0 : exited;
    }

    /** Ends a tool. Those that catch the exception print it and exit a second time, which must have no effect. */
    private static void exit(int code) {
        if (exited == null) {
            exited = code;
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
            System.setOut(nowhere);
            System.setErr(nowhere);
        }
        throw new Exited();
    }

    private static final class Exited extends RuntimeException {
        Exited() {
            super(null, null, false, false);
        }
    }
}
