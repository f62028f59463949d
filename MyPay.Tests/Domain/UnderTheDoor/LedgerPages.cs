using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>Which pages of a SQLite file hold the ledger, and which of their bytes hold anything.</summary>
internal static class LedgerPages
{
    public const int PageBytes = 4096;

    /// <param name="Owner">The table or index it belongs to.</param>
    /// <param name="Kind">leaf or inner.</param>
    /// <param name="UsedBytes">Where in the file its head, its pointers and its rows lie: all but free space.</param>
    public sealed record Page(int Start, string Owner, string Kind, IReadOnlyList<int> UsedBytes);

    /// <summary>Slips, entries and accounts: each of their rows is told twice or sealed.</summary>
    public static readonly IReadOnlyList<string> Books = ["ledger_account", "ledger_slip", "ledger_entry"];

    /// <summary>Keys of what was done once. Their rows are told once only.</summary>
    public static readonly IReadOnlyList<string> Keys = ["journal_once"];

    public static IReadOnlyList<Page> Of(IReadOnlyList<string> tables, byte[] file)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0 AND tbl_name IN "
                + $"('{string.Join("', '", tables)}')";
            using var reader = command.ExecuteReader();
            var pages = new List<Page>();
            while (reader.Read())
                Walk(file, reader.GetString(0), reader.GetInt32(1), pages);
            return pages;
        }
        finally
        {
            File.Delete(path);
            File.Delete(path + "-wal");
            File.Delete(path + "-shm");
        }
    }

    // The layout of a b-tree page is section 1.6 of https://www.sqlite.org/fileformat2.html.
    private static void Walk(byte[] file, string owner, int number, List<Page> pages)
    {
        var start = (number - 1) * PageBytes;
        var page = file.AsSpan(start, PageBytes);
        var isInner = page[0] is 2 or 5;
        pages.Add(new(start, owner, isInner ? "inner" : "leaf", UsedIn(page, start)));
        if (!isInner)
            return;
        var children = new List<int> { BinaryPrimitives.ReadInt32BigEndian(page[8..]) };
        for (var cell = 0; cell < Number(page, 3); cell++)
            children.Add(BinaryPrimitives.ReadInt32BigEndian(page[Number(page, 12 + (2 * cell))..]));
        foreach (var child in children)
            Walk(file, owner, child, pages);
    }

    private static List<int> UsedIn(ReadOnlySpan<byte> page, int start)
    {
        var (head, cells, content) = (page[0] is 2 or 5 ? 12 : 8, Number(page, 3), Number(page, 5));
        var used = new bool[PageBytes];
        used.AsSpan(0, head + (2 * cells)).Fill(true);
        used.AsSpan(content).Fill(true);
        for (var free = Number(page, 1); free != 0; free = Number(page, free))
            used.AsSpan(free, Number(page, free + 2)).Clear();
        return [.. Enumerable.Range(0, PageBytes).Where(at => used[at]).Select(at => start + at)];
    }

    private static int Number(ReadOnlySpan<byte> page, int at) => BinaryPrimitives.ReadUInt16BigEndian(page[at..]);
}
