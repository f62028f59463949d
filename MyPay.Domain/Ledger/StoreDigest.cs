using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Ledger;

/// <summary>A table's rows, said in one line.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many.</param>
/// <param name="Sha256">Over all of them in the order of their key, hexadecimal; the same in both databases for the
/// same rows.</param>
public sealed record TableDigest(string Table, long Rows, string Sha256);

/// <summary>All that a store holds, said in one line a table: two stores with one digest hold the same.</summary>
/// <param name="Tables">In the order in which they are copied.</param>
public sealed record StoreDigest(IReadOnlyList<TableDigest> Tables)
{
    /// <summary>Of all tables together, hexadecimal.</summary>
    public string Sha256 { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Concat(Tables.Select(table => $"{table.Table} {table.Rows} {table.Sha256}\n"))
                )
            )
        );

    /// <summary>Rows of all tables.</summary>
    public long Rows => Tables.Sum(table => table.Rows);

    /// <summary>How many rows a table has.</summary>
    public long RowsOf(string table) => Tables.FirstOrDefault(one => one.Table == table)?.Rows ?? 0;

    /// <summary>The tables that are not the same in the other store.</summary>
    public IReadOnlyList<string> DifferencesFrom(StoreDigest other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return
        [
            .. Tables.Except(other.Tables).Concat(other.Tables.Except(Tables)).Select(table => table.Table).Distinct(),
        ];
    }
}

/// <summary>How far a table is copied.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Done">Rows that are over.</param>
/// <param name="Total">Rows of the source.</param>
public sealed record CopyProgress(string Table, long Done, long Total);
