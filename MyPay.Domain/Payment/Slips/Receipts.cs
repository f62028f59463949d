using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Payment.Slips;

internal sealed class Receipts(MyPayDb db, IMembers members) : IReceipts
{
    public async Task<ReceiptView?> FindByCodeAsync(string code, CancellationToken ct)
    {
        var typed = new string([.. TypedText.Search(code).ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return typed.Length == 16
            ? await ViewAsync(Paid.Where(p => p.ReceiptCode == typed), forEverybody: true, ct)
            : null;
    }

    public async Task<ReceiptView?> FindForMemberAsync(MemberId member, string tid, CancellationToken ct)
    {
        var receipt = await ViewAsync(Paid.Where(p => p.Tid == tid && p.Payer == member), forEverybody: false, ct);
        return receipt is null ? null : receipt with { ForPayer = (await members.FindAsync(member, ct))?.Name };
    }

    public Task<ReceiptView?> FindForFranchiseAsync(FranchiseId franchise, string tid, CancellationToken ct) =>
        ViewAsync(Paid.Where(p => p.Tid == tid && p.Franchise == franchise), forEverybody: false, ct);

    private IQueryable<Purchase> Paid => db.Set<Purchase>().AsNoTracking().Where(p => p.ReceiptCode != null);

    private async Task<ReceiptView?> ViewAsync(IQueryable<Purchase> which, bool forEverybody, CancellationToken ct)
    {
        var found = await which.SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var slips = await db.Set<SaleSlip>().AsNoTracking().Where(s => s.Tid == found.Tid).ToListAsync(ct);
        // The payload is between MyPay and the shop's systems; why something was cancelled is nobody's business but the
        // two parties'.
        var actions = found
            .Actions(slips)
            .Select(a => a with { Payload = null, Reason = forEverybody ? null : a.Reason })
            .ToList();
        return new(
            found.ReceiptCode!,
            found.ApprovalNumber!,
            found.Tid,
            found.TradeName,
            found.BusinessNumber,
            found.ItemName,
            found.Total,
            found.TaxFree,
            found.Vat,
            found.CancelledTotal,
            found.ApprovedAt!.Value,
            actions,
            found.Live,
            null
        );
    }
}
