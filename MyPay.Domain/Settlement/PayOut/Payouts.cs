using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MyPay.Domain.Banking;
using MyPay.Domain.Calendar;
using MyPay.Domain.Franchise;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;
using MyPay.Domain.Settlement.Batches;

namespace MyPay.Domain.Settlement.PayOut;

/// <summary>
/// Pays what is approved and due. First the money goes in transit and the transfer is stored, in one write that also
/// marks the batch; only then the bank hears of it. A transfer without an answer is never sent again; whoever comes
/// second finds the batch marked.
/// </summary>
internal sealed class Payouts(
    IFranchises franchises,
    IFirmBank bank,
    IBusinessCalendar calendar,
    IServiceScopeFactory scopes,
    MyPayDb db,
    Journal journal,
    IOptions<BankingOptions> options,
    TimeProvider clock
)
{
    /// <summary>
    /// A transfer stored this short a time ago may still be sent by whoever comes next. Later the bank may have been
    /// asked already, and have said that there is none: then only the inquiry decides.
    /// </summary>
    private static readonly TimeSpan Sendable = TimeSpan.FromSeconds(30);

    private static readonly Refusal NoAccount = new(RefusalKind.Conflict, "settlement.payout.no_account");

    public async Task<int> PayDueAsync(CancellationToken ct)
    {
        var today = SeoulTime.Today(clock);
        await SendLeftBehindAsync(ct);
        if ((await calendar.DayAsync(today, ct)).BanksClosed)
            return 0;

        var due = await db.Set<BatchRow>()
            .AsNoTracking()
            .Where(b => b.State == BatchState.Approved && b.DueOn <= today && b.SealedAt != null)
            .OrderBy(b => b.DueOn)
            .ThenBy(b => b.No)
            .Select(b => new Due(b.No, b.Franchise))
            .ToListAsync(ct);
        var sent = 0;
        // Several at a time, each for itself: a silent bank holds up nobody else's money.
        await Parallel.ForEachAsync(
            due,
            new ParallelOptions { MaxDegreeOfParallelism = options.Value.CallsAtOnce, CancellationToken = ct },
            async (batch, stop) =>
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<Payouts>().PayAsync(batch, stop))
                    Interlocked.Increment(ref sent);
            }
        );
        return sent;
    }

    private async Task<bool> PayAsync(Due due, CancellationToken ct)
    {
        var account = await franchises.FindSettlementAccountAsync(due.Franchise, ct);
        // In its maintenance window or switched off: the batch waits, it does not fail.
        if (
            account is not null
            && !(await bank.CheckServiceAsync(BankService.Payout, account.Bank, account.Number, ct)).TryGet(
                out _,
                out var closed
            )
            && IsForNow(closed)
        )
            return false;

        var prepared = await journal.WriteAsync<Prepared>(write => Prepare(write, due, account), ct);
        if (!prepared.TryGet(out var payout, out _) || payout.Call is not { } call)
            return false;
        await bank.SendAsync(call, CancellationToken.None);
        return true;
    }

    private Result<Prepared> Prepare(JournalWrite write, Due due, SettlementAccount? account)
    {
        var batch = write.Db.Set<BatchRow>().Find(due.No)!;
        if (batch.State != BatchState.Approved)
            return new Prepared(null);
        if (account is null)
        {
            batch.State = BatchState.Failed;
            batch.Fail(NoAccount);
            BatchNews.Note(write, batch, Actor.System, Acts.Failed, BatchState.Approved);
            BatchNews.Publish(write, batch);
            return new Prepared(null);
        }

        var n = ++batch.Payouts;
        Booked.Post(
            write,
            Slip.Of("payout", $"{batch.Source}:payout:{n}")
                .Debit(LedgerAccount.FranchisePayable(batch.Franchise), Won.Of(batch.PayOut), batch.Id)
                .Credit(LedgerAccount.InTransitOut, Won.Of(batch.PayOut), batch.TradeName)
        );
        var call = bank.Prepare(
            write,
            new BankInstruction(
                PayoutSettlement.PurposeName,
                $"{batch.Id}:{n}",
                BankDirection.Out,
                account.Bank,
                account.Number,
                account.Holder,
                Won.Of(batch.PayOut),
                $"마이페이정산 {batch.To:MMdd}"
            )
        );
        write.Db.Add(
            new PayoutRow
            {
                Batch = batch.No,
                N = n,
                Amount = batch.PayOut,
                Call = call,
                State = PayoutState.Sent,
                MadeAt = write.Now,
            }
        );
        (batch.State, batch.Call, batch.Bank, batch.MaskedNumber, batch.Holder) = (
            BatchState.Paying,
            call,
            account.Bank,
            Masked(account.Number),
            account.Holder
        );
        batch.Fail(null);
        BatchNews.Note(write, batch, Actor.System, Acts.Sent, BatchState.Approved);
        return new Prepared(call);
    }

    /// <summary>
    /// Transfers that were stored just before the process died, or that another run is sending this moment: each is
    /// sent once, whoever asks.
    /// </summary>
    private async Task SendLeftBehindAsync(CancellationToken ct)
    {
        var since = clock.GetUtcNow() - Sendable;
        var calls = await db.Set<PayoutRow>()
            .AsNoTracking()
            .Where(p => p.State == PayoutState.Sent && p.MadeAt > since)
            .Select(p => p.Call)
            .ToListAsync(ct);
        foreach (var call in calls)
            await bank.SendAsync(call, ct);
    }

    private static bool IsForNow(Refusal refusal) =>
        refusal.Kind == RefusalKind.Unavailable || refusal.Code == "banking.bank.closed_for_service";

    private static string Masked(string number) =>
        number.Length <= 5 ? number : new string('*', number.Length - 5) + number[^5..];

    private sealed record Due(long No, FranchiseId Franchise);

    private sealed record Prepared(BankCallId? Call);
}
