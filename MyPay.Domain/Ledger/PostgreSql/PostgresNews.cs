using System.Globalization;
using System.Text;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// What a batch has touched, as instances tell each other: <c>NOTIFY</c> in the batch's own transaction, so that the
/// server hands it out after the commit, in the order of commits, and not at all when nothing was committed. A payload
/// is the sender's number and then topics, a line each.
/// </summary>
internal static class PostgresNews
{
    public const string Channel = "mypay_live";

    public const string Listen = $"LISTEN {Channel}";

    public const string Tell = $"SELECT pg_notify('{Channel}', news) FROM unnest($1) AS news";

    // The server takes less than 8,000 bytes.
    private const int MostBytes = 7_900;

    /// <summary>As few payloads as they fit in.</summary>
    public static List<string> Pack(int sender, IReadOnlyCollection<string> topics)
    {
        var head = sender.ToString(CultureInfo.InvariantCulture);
        var (packed, line, bytes) = (new List<string>(), new StringBuilder(head), head.Length);
        foreach (var topic in topics)
        {
            var more = Encoding.UTF8.GetByteCount(topic) + 1;
            if (bytes + more > MostBytes)
            {
                packed.Add(line.ToString());
                line.Clear().Append(head);
                bytes = head.Length;
            }

            line.Append('\n').Append(topic);
            bytes += more;
        }

        packed.Add(line.ToString());
        return packed;
    }

    /// <summary>Its topics; none when it comes from the listener itself, which has heard already.</summary>
    public static IReadOnlyCollection<string> Read(string payload, int listener)
    {
        var lines = payload.Split('\n');
        return lines[0] == listener.ToString(CultureInfo.InvariantCulture) ? [] : lines[1..];
    }
}
