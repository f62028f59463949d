using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Proofs;

namespace MyPay.Web.Host;

/// <summary>
/// Puts a backup into a PostgreSQL database: unpacked and proven beside the data directory first, then copied as a
/// promotion is. What stood in the database stays aside until the new store is there, compared and proven; until then
/// no MyPay starts on it.
/// </summary>
internal static class PostgresRestore
{
    public static async Task<ProofReport> RunAsync(
        StorageOptions target,
        string server,
        string file,
        bool force,
        TimeProvider clock
    )
    {
        var replacement = new StoreReplacement(target);
        Directory.CreateDirectory(target.Directory);
        var report = await RestoreVerb.UnpackAsync(replacement, file, clock);
        try
        {
            return await RestoreAsync(target, server, replacement, report, force, clock);
        }
        catch (InvalidOperationException refused)
        {
            throw new StartupRefusedException(
                $"되살리지 못했어요: {refused.Message}",
                $"Not restored: {refused.Message}",
                exitCode: 1
            );
        }
        finally
        {
            Directory.Delete(replacement.Incoming.Directory, recursive: true);
        }
    }

    private static async Task<ProofReport> RestoreAsync(
        StorageOptions target,
        string server,
        StoreReplacement replacement,
        ProofReport report,
        bool force,
        TimeProvider clock
    )
    {
        await using var arrival =
            await StoreArrival.BeginAsync(
                replacement.Incoming,
                server,
                clock,
                StoreArrival.UsualPortion,
                CancellationToken.None
            )
            ?? throw new StartupRefusedException(
                "다른 마이 페이가 그 PostgreSQL 데이터베이스를 쓰고 있어요. 모두 멈춘 다음 다시 실행해 주세요. 아무것도 바꾸지 않았어요.",
                "Another MyPay is running on that PostgreSQL database. Stop all of them and try again; nothing "
                    + "was changed."
            );
        var ground = await arrival.LookAsync(null, CancellationToken.None);
        if (!force && ground != ArrivalGround.RestoreBegun)
            RequireNothingThere(ground, replacement); // a restore that was broken off has been allowed already

        var digest = await arrival.DigestAsync(CancellationToken.None);
        await arrival.CopyAsync(isRestore: true, digest, _ => { }, CancellationToken.None);
        if (await arrival.CompareAsync(digest, CancellationToken.None) is { Count: > 0 } differences)
            throw new InvalidOperationException(
                $"What was copied differs in {string.Join(", ", differences)}. Run restore again."
            );
        // With the key that comes with it; the one that lies here may be another store's until it is replaced.
        var placed = await VerifyVerb.ProveAsync(replacement.Incoming with { PostgreSql = server }, clock);
        if (!placed.Ok || placed.RootHash != report.RootHash)
            throw new InvalidOperationException(
                $"The restored store does not verify. Run restore again.\n{ProofText.ToText(placed)}"
            );

        // The key before the mark goes: a database that MyPay opens has its key beside it.
        await RestoreVerb.SetAnchorsAsideAsync(
            replacement.Incoming with
            {
                PostgreSql = server,
            },
            target.Directory,
            clock
        );
        replacement.PlaceFiles();
        await arrival.FinishAsync(CancellationToken.None);
        return placed;
    }

    private static void RequireNothingThere(ArrivalGround ground, StoreReplacement replacement)
    {
        if (ground != ArrivalGround.Empty)
            throw new StartupRefusedException(
                "그 데이터베이스가 비어 있지 않아요. 다른 데이터베이스에 되살리거나, 있는 저장소를 바꾸려면 --force를 붙여 주세요.",
                "That database is not empty. Restore into another one, or say --force to replace the store "
                    + "that is there."
            );
        if (replacement.FilesThatDiffer() is [var stranger, ..])
            throw new StartupRefusedException(
                $"{stranger}이(가) 백업 속의 것과 달라요. 바꾸려면 --force를 붙여 주세요. 아무것도 바꾸지 않았어요.",
                $"{stranger} is another one than the backup's. Say --force to replace it; nothing was changed."
            );
    }
}
