using Microsoft.Extensions.Options;
using MyPay.Domain.Banking.Wire;
using MyPay.Domain.Kernel;

namespace MyPay.Domain.Banking.Calls;

/// <summary>Asks the bank what became of a call.</summary>
internal sealed class ResultInquiry(BankWire wire, IOptions<BankingOptions> options)
{
    /// <summary>
    /// A call made just before midnight may have reached the bank on its next day: then that is the other half of its
    /// name.
    /// </summary>
    public async Task<WireAnswer> AskAsync(BankCall call, CancellationToken ct)
    {
        // A question about a holder moved nothing; the process died over it, and that was that.
        if (call.Kind == BankCallKind.HolderInquiry)
            return WireAnswer.Unknown("not answered in time");
        var answer = await wire.ResultAsync(call.Kind, call.BankTranId, call.BankTranDate, call.Amount, ct);
        var lastToArrive = SeoulTime.DateOf(call.CreatedAt + options.Value.CallTimeLimit);
        return answer.Verdict == WireVerdict.NeverHappened && lastToArrive != call.BankTranDate
            ? await wire.ResultAsync(call.Kind, call.BankTranId, lastToArrive, call.Amount, ct)
            : answer;
    }
}
