using System.ComponentModel;
using System.Diagnostics;

namespace MyPay.Domain.Ledger.Secrets;

/// <summary>
/// A command that prints the master keys, such as one that asks a secret manager. It is run by the shell, once for each
/// process of MyPay; what it prints is never logged.
/// </summary>
/// <param name="command">As it would be typed.</param>
/// <param name="patience">How long it may take; null: <see cref="Patience"/>.</param>
public sealed class KeyCommand(string command, TimeSpan? patience = null)
{
    /// <summary>How long the command may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int MostBytes = 64 * 1024;
    private const int MostWords = 300;
    private readonly Lazy<byte[]> output = new(() => Run(command, patience ?? Patience));

    /// <summary>
    /// What it printed, the same for as long as the process lives. Throws, in words, when it could not be run, failed,
    /// took too long or printed more than a key can be.
    /// </summary>
    public byte[] Output => output.Value;

    private static byte[] Run(string command, TimeSpan patience)
    {
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", command])
            : new ProcessStartInfo("/bin/sh", ["-c", command]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new KeyUnreadableException($"MyPay:Secrets:KeyCommand could not be run: {failure.Message}");
        }

        using var _ = process;
        process.StandardInput.Close();
        using var inTime = new CancellationTokenSource(patience);
        try
        {
            // Both at once: a command that fills the one while nobody reads it would wait for ever.
            var complaint = process.StandardError.ReadToEndAsync(inTime.Token);
            var printed = ReadAsync(process.StandardOutput.BaseStream, inTime.Token);
            Task.WhenAll(printed, complaint, process.WaitForExitAsync(inTime.Token)).GetAwaiter().GetResult();
            if (process.ExitCode != 0)
                throw new KeyUnreadableException(
                    $"MyPay:Secrets:KeyCommand ended with exit code {process.ExitCode}{Words(complaint.Result)}. MyPay does "
                        + "not go on without its key."
                );
            return printed.Result is { } bytes
                ? bytes
                : throw new KeyUnreadableException(
                    $"MyPay:Secrets:KeyCommand printed more than {MostBytes / 1024} KB: that is no key."
                );
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new KeyUnreadableException(
                $"MyPay:Secrets:KeyCommand has not ended within {patience.TotalSeconds:0.#} seconds and was stopped. MyPay "
                    + "does not go on without its key."
            );
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[4096];
        var total = 0L;
        for (int read; (read = await stream.ReadAsync(buffer, ct).ConfigureAwait(false)) > 0; )
            if ((total += read) <= MostBytes)
                kept.Write(buffer, 0, read);
        return total <= MostBytes ? kept.ToArray() : null;
    }

    private static string Words(string complaint)
    {
        var words = complaint.ReplaceLineEndings(" ").Trim();
        return words.Length == 0 ? "" : $": {(words.Length <= MostWords ? words : words[..MostWords])}";
    }
}

/// <summary>The master key cannot be read: a file or an answer that is none, or a command that failed. In words.</summary>
public sealed class KeyUnreadableException(string message) : InvalidOperationException(message);
