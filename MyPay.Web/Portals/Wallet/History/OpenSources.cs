using MyPay.Domain.Kernel;
using MyPay.Domain.Money;
using MyPay.Domain.Remittance;
using MyPay.Web.Localization;
using MyPay.Web.Portals.Parts;

namespace MyPay.Web.Portals.Wallet.History;

/// <summary>Which movements are not over yet, by their source: a row says so only while it is true.</summary>
public sealed class OpenSources
{
    private readonly Dictionary<string, bool> atBank = new(StringComparer.Ordinal);

    public OpenSources(
        IEnumerable<OpenBankMove> moves,
        IEnumerable<RemittanceView> toBank,
        IEnumerable<RemittanceView> waiting
    )
    {
        foreach (var move in moves)
            atBank[$"money:{move.Id:N}"] = true;
        foreach (var sent in toBank)
            atBank[$"remittance:{sent.Id:N}"] = true;
        foreach (var sent in waiting)
            atBank[$"remittance:{sent.Id:N}"] = false;
    }

    public static async Task<OpenSources> AskAsync(
        MemberId member,
        PerCall<IWallets> wallets,
        PerCall<IRemittances> remittances
    ) =>
        new(
            await wallets.AskAsync(w => w.OpenMovesAsync(member)),
            await remittances.AskAsync(r => r.OpenAtBankAsync(member)),
            await remittances.AskAsync(r => r.WaitingAsync(member))
        );

    public string? StateOf(Movement movement) =>
        atBank.TryGetValue(movement.Source, out var bank)
            ? bank
                ? Words.T("은행 확인 중", "Bank checking")
                : Words.T("수락 대기", "Waiting")
            : null;

    public Tone ToneOf(Movement movement) => atBank.GetValueOrDefault(movement.Source) ? Tone.Warn : Tone.Brand;
}
