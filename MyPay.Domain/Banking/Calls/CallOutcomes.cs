using Microsoft.Extensions.Logging;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Slips;
using MyPay.Domain.Platform.Audit;

namespace MyPay.Domain.Banking.Calls;

/// <summary>
/// Books what a call brought: state, fee and the asking module's effect in one write, once, whoever learns the outcome
/// first.
/// </summary>
internal sealed class CallOutcomes(Journal journal, IEnumerable<IBankCallHandler> handlers, ILogger<CallOutcomes> log)
{
    private readonly Dictionary<string, IBankCallHandler> byPurpose = handlers.ToDictionary(
        h => h.Purpose,
        StringComparer.Ordinal
    );

    public async Task BookAsync(BankCallId id, WireAnswer answer, int latencyMs, BankCallStep step)
    {
        var isInquiry = step != BankCallStep.Answered;
        BankCallKind? kind = null;
        var booked = await journal.WriteAsync<Done>(write =>
        {
            var call =
                write.Db.Set<BankCall>().Find(id)
                ?? throw new InvalidOperationException($"There is no bank call {id}.");
            kind = call.Kind;
            if (call.IsSettled)
            {
                // The direct answer and an inquiry met: the first one has booked it.
                Contradict(write, call, VerdictOf(call, answer, isInquiry, write.Now));
                return default(Done);
            }

            (call.RspCode, call.BankRspCode, call.RspMessage) = (answer.RspCode, answer.BankRspCode, answer.Message);
            call.LatencyMs ??= latencyMs;
            // A question that never reached the bank is none of the ten.
            var reached = answer.RspCode != WireCodes.NotSent;
            if (step == BankCallStep.Inquired && reached)
                call.Inquiries++;
            switch (VerdictOf(call, answer, isInquiry, write.Now))
            {
                case WireVerdict.Succeeded:
                    Settle(write, call, succeeded: true);
                    break;
                case WireVerdict.Failed:
                    Settle(write, call, succeeded: false);
                    break;
                default:
                    if (step != BankCallStep.InquiredByHand)
                        LeaveOpen(write, call, askAgainSoon: isInquiry && !reached);
                    break;
            }

            CallEventRow.Add(write, call, step, answer, latencyMs);
            return default(Done);
        });

        if (kind is { } known)
            BankMeter.Answered(known, step, answer.Verdict, latencyMs);

        // The write door itself was shut (full, stopped): the call stays open and the inquiry job will ask again.
        if (!booked.TryGet(out _, out var refusal))
            log.LogError(
                "The outcome of bank call {Call} could not be booked ({Code}); it will be asked for.",
                id,
                refusal.Code
            );
    }

    /// <summary>Two people decided: booked as the bank's own answer would be.</summary>
    public void Decide(JournalWrite write, BankCall call, bool succeeded, string evidence, string by)
    {
        (call.RspCode, call.BankRspCode, call.RspMessage, call.DecidedBy, call.Evidence) = (
            WireCodes.Decided,
            null,
            null,
            by,
            evidence
        );
        Settle(write, call, succeeded);
        CallEventRow.Add(write, call, BankCallStep.Decided, null, null);
    }

    /// <summary>
    /// The bank says in the end the opposite of what people decided: the money stays where it was booked, and somebody
    /// has to know.
    /// </summary>
    private void Contradict(JournalWrite write, BankCall call, WireVerdict verdict)
    {
        if (
            call.DecidedBy is null
            || verdict is not (WireVerdict.Succeeded or WireVerdict.Failed)
            || verdict == WireVerdict.Succeeded == (call.State == BankCallState.Succeeded)
        )
            return;
        log.LogCritical(
            "The bank says {Verdict} of call {Call}, which people decided as {State}.",
            verdict,
            call.Id,
            call.State
        );
        write.Note(
            Actor.System,
            "banking.call.contradicted",
            BankLog.Subject(call.Id),
            null,
            new { state = $"{call.State}", decidedBy = call.DecidedBy },
            new { bank = $"{verdict}" }
        );
        write.Touch(BankTopics.Calls);
    }

    /// <summary>
    /// A refused inquiry says nothing about the transfer; "no such transaction" is a no only after the grace time.
    /// </summary>
    private static WireVerdict VerdictOf(BankCall call, WireAnswer answer, bool isInquiry, DateTimeOffset now)
    {
        if (!isInquiry)
            return answer.Verdict == WireVerdict.NeverHappened ? WireVerdict.Unknown : answer.Verdict;
        if (answer.Verdict == WireVerdict.NeverHappened)
            return now - call.CreatedAt >= InquiryRules.Grace ? WireVerdict.Failed : WireVerdict.Unknown;
        // Only a row's own bank code speaks about the transfer; a bare centre code (format, rights, not sent) is about
        // the inquiry.
        return answer.Verdict == WireVerdict.Failed && answer.BankRspCode is null
            ? WireVerdict.Unknown
            : answer.Verdict;
    }

    private void Settle(JournalWrite write, BankCall call, bool succeeded)
    {
        call.State = succeeded ? BankCallState.Succeeded : BankCallState.Failed;
        call.SettledAt = write.Now;
        call.NextInquiryAt = null;
        if (succeeded)
            BookFee(write, call);
        if (byPurpose.TryGetValue(call.Purpose, out var handler))
            handler.Settle(
                write,
                new SettledCall(call.Id, call.Masked(), call.CorporateAccount, succeeded, call.View().Failure)
            );
    }

    private void LeaveOpen(JournalWrite write, BankCall call, bool askAgainSoon)
    {
        if (call.Kind == BankCallKind.HolderInquiry)
        {
            // Moves nothing, so nothing is to be found out: it simply had no answer.
            call.State = BankCallState.Failed;
            call.SettledAt = write.Now;
            call.NextInquiryAt = null;
            return;
        }

        call.NextInquiryAt =
            askAgainSoon ? InquiryRules.FirstAfter(write.Now)
            : call.Inquiries == 0 ? InquiryRules.FirstAfter(call.CreatedAt)
            : InquiryRules.NextAfter(call.CreatedAt, call.Inquiries, write.Now);
        call.State = call.NextInquiryAt is null ? BankCallState.OperatorCase : BankCallState.Unknown;
        if (byPurpose.TryGetValue(call.Purpose, out var handler))
            handler.StillOpen(write, call.Id, call.Masked());
    }

    private static void BookFee(JournalWrite write, BankCall call)
    {
        call.Fee = BankFees.On(write.Db, call.Bank, call.Kind, SeoulTime.DateOf(call.CreatedAt));
        if (call.Fee == Won.Zero)
            return;
        var slip = Slip.Of("bank-fee", $"banking:{call.Id}:fee")
            .Debit(LedgerAccount.BankFeeExpense, call.Fee, call.Kind.ToString())
            .Credit(LedgerAccount.BankFeePayable, call.Fee, call.Bank);
        if (!write.Post(slip).TryGet(out _, out var refusal))
            throw new InvalidOperationException($"A bank fee was refused: {refusal.Code}.");
    }
}
