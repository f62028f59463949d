using Npgsql;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// The mark in a database into which a store is copied, in a table made by the copy itself: it stands from before the
/// first row until everything is there and proven, and no MyPay opens the database meanwhile. Afterwards it says where
/// the store came from.
/// </summary>
/// <param name="What">How it came: <see cref="Promoted"/> or <see cref="Restored"/>.</param>
/// <param name="Store">Which store: what it keeps of its <c>data.key</c>.</param>
/// <param name="Digest">All that the store held.</param>
/// <param name="BegunAt">UTC.</param>
/// <param name="FinishedAt">UTC; null: not yet.</param>
internal sealed record ArrivalMark(
    string What,
    string Store,
    string Digest,
    DateTimeOffset BegunAt,
    DateTimeOffset? FinishedAt
)
{
    public const string Table = "storage_arrival";
    public const string Promoted = "promote";
    public const string Restored = "restore";

    /// <summary>Throws, in words, when a copy into this database was broken off or goes on right now.</summary>
    public static async Task RequireFinishedAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(PostgresServer.Alone(connectionString, "start").ToString());
        await connection.OpenAsync(ct);
        await RequireFinishedAsync(connection, ct);
    }

    public static async Task RequireFinishedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (await ReadAsync(connection, ct) is { FinishedAt: null } mark)
            throw new InvalidOperationException(
                $"This database holds an unfinished copy of a store: '{mark.What}' was begun "
                    + $"{mark.BegunAt:yyyy-MM-dd HH:mm:ss}Z and has not come to its end. Run '{mark.What}' "
                    + "again, to its end; MyPay does not start on a part of a store."
            );
    }

    /// <summary>The mark of this database; null when no store was copied into it.</summary>
    public static async Task<ArrivalMark?> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using (var ask = new NpgsqlCommand($"SELECT to_regclass('{Table}') IS NOT NULL", connection))
            if (!(bool)(await ask.ExecuteScalarAsync(ct))!)
                return null;
        await using var command = new NpgsqlCommand(
            $"SELECT what, store, digest, begun_at, finished_at FROM {Table}",
            connection
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return null;
        return new(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetString(2),
            DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
            reader.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(4))
        );
    }

    public async Task WriteAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"CREATE TABLE {Table} (what text NOT NULL, store text NOT NULL, digest text NOT NULL, begun_at "
                + "bigint NOT NULL, finished_at bigint)",
            connection
        );
        await command.ExecuteNonQueryAsync(ct);
        await using var insert = new NpgsqlCommand(
            $"INSERT INTO {Table} (what, store, digest, begun_at) VALUES ($1, $2, $3, $4)",
            connection
        )
        {
            Parameters =
            {
                new() { Value = What },
                new() { Value = Store },
                new() { Value = Digest },
                new() { Value = BegunAt.ToUnixTimeMilliseconds() },
            },
        };
        await insert.ExecuteNonQueryAsync(ct);
    }
}
