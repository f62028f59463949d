using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Banking;
using MyPay.Domain.Franchise.Staff;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Secrets;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Franchise.Onboarding;

/// <summary>Takes an application: franchise and owner's sign-in in one write.</summary>
internal sealed class Applying(MyPayDb db, Journal journal, DataKeys keys, IFirmBank bank, ISignIns signIns)
{
    /// <summary>What a cashier may cancel at once until the owner says otherwise.</summary>
    private static readonly Won FirstCashierLimit = Won.Of(50_000);

    public async Task<Result<Done>> CheckAsync(FranchiseApplication form, ApplicationPart part, CancellationToken ct)
    {
        if (part == ApplicationPart.Account)
            return (await AccountAsync(form.Bank, form.AccountNumber, form.AccountHolder, ct)).TryGet(
                out _,
                out var wrong
            )
                ? default(Done)
                : wrong;
        if (!ApplicationRules.Business(form).TryGet(out var business, out var refusal))
            return refusal;
        return IsTaken(db, business.Number) ? Taken() : default(Done);
    }

    public async Task<Result<FranchiseId>> ApplyAsync(FranchiseApplication form, CancellationToken ct)
    {
        if (!ApplicationRules.Business(form).TryGet(out var business, out var refusal))
            return refusal;
        if (
            !(await AccountAsync(form.Bank, form.AccountNumber, form.AccountHolder, ct)).TryGet(
                out var account,
                out refusal
            )
        )
            return refusal;
        if (!signIns.Draft(form.OwnerEmail, form.OwnerPassword, form.OwnerName).TryGet(out var owner, out refusal))
            return refusal;
        return await journal.WriteAsync<FranchiseId>(write => Join(write, business, account, owner), ct);
    }

    public async Task<Result<Done>> ChangeAccountAsync(
        FranchiseId franchise,
        string bankCode,
        string number,
        string holder,
        CancellationToken ct
    )
    {
        if (!(await AccountAsync(bankCode, number, holder, ct)).TryGet(out var account, out var refusal))
            return refusal;
        return await journal.WriteAsync<Done>(write => Change(write, franchise, account), ct);
    }

    /// <summary>By whomever: one business, one franchise that counts.</summary>
    public static bool IsTaken(MyPayDb db, string businessNumber) =>
        db.Set<FranchiseRow>()
            .AsNoTracking()
            .Any(f =>
                f.BusinessNumber == businessNumber
                && f.State != FranchiseState.Applied
                && f.State != FranchiseState.Rejected
                && f.State != FranchiseState.Closed
            );

    public static Refusal Taken() => new(RefusalKind.Conflict, "franchise.apply.business_number_taken");

    private async Task<Result<CleanAccount>> AccountAsync(
        string bankCode,
        string number,
        string holder,
        CancellationToken ct
    )
    {
        var digits = TypedDigits.Bare(number);
        if (!(await bank.CheckServiceAsync(BankService.Payout, bankCode, digits, ct)).TryGet(out _, out var refusal))
            return refusal;
        return ApplicationRules.Text(holder, ApplicationRules.LongestName) is { } name
            ? new CleanAccount(bankCode, digits, name)
            : new Refusal(RefusalKind.Invalid, "franchise.apply.holder_invalid");
    }

    private Result<FranchiseId> Join(JournalWrite write, CleanBusiness business, CleanAccount account, NewSignIn owner)
    {
        if (IsTaken(write.Db, business.Number))
            return Taken();
        if (!signIns.Add(write, owner, SignInRoles.Owner).TryGet(out var signIn, out _))
            return new Refusal(RefusalKind.Conflict, "franchise.apply.email_taken");

        var id = new FranchiseId(NewId.At(write.Now));
        write.Db.Add(
            new FranchiseRow
            {
                Id = id,
                BusinessNumber = business.Number,
                TradeName = business.TradeName,
                NameKey = ApplicationRules.NameKey(business.TradeName),
                Representative = business.Representative,
                Category = business.Category,
                ExpectedSales = business.ExpectedSales,
                Phone = business.Phone,
                OwnerEmail = owner.Email,
                State = FranchiseState.Applied,
                Bank = account.Bank,
                SealedNumber = keys.Protect(account.Number, FranchiseRow.NumberPlace(id)),
                NumberIndex = keys.Index($"{account.Bank}:{account.Number}"),
                Masked = AccountNumber.Mask(account.Number),
                Holder = account.Holder,
                CashierCancelLimit = FirstCashierLimit,
                AppliedAt = write.Now,
            }
        );
        write.Db.Add(
            new StaffRow
            {
                SignInId = signIn,
                Franchise = id,
                Email = owner.Email,
                Name = owner.Name,
                Role = StaffRole.Owner,
                AddedAt = write.Now,
            }
        );
        ReviewRow.Add(write, id, ReviewStep.Applied);
        return id;
    }

    private Result<Done> Change(JournalWrite write, FranchiseId franchise, CleanAccount account)
    {
        if (!FranchiseRow.Find(write, franchise).TryGet(out var row, out var refusal))
            return refusal;
        var index = keys.Index($"{account.Bank}:{account.Number}");
        if (index != AccountUnderCheck.Of(write.Db, row)?.NumberIndex)
            SettlementCheckRow.Drop(write, franchise);
        if (row.State != FranchiseState.Applied)
            return Ask(write, row, account, index);

        (row.Bank, row.SealedNumber, row.NumberIndex) = (
            account.Bank,
            keys.Protect(account.Number, FranchiseRow.NumberPlace(franchise)),
            index
        );
        (row.Masked, row.Holder) = (AccountNumber.Mask(account.Number), account.Holder);
        return default(Done);
    }

    /// <summary>The proved account stays until the other one is proved, too.</summary>
    private Result<Done> Ask(JournalWrite write, FranchiseRow row, CleanAccount account, string index)
    {
        if (
            row.AccountProvedAt is null
            || row.State is FranchiseState.InReview or FranchiseState.Asked or FranchiseState.Rejected
        )
            return new Refusal(RefusalKind.Conflict, "franchise.review.wrong_state");
        var change = write.Db.Set<AccountChangeRow>().Find(row.Id);
        var (sealed_, masked) = (
            keys.Protect(account.Number, AccountChangeRow.NumberPlace(row.Id)),
            AccountNumber.Mask(account.Number)
        );
        if (change is null)
        {
            write.Db.Add(
                new AccountChangeRow
                {
                    Franchise = row.Id,
                    Bank = account.Bank,
                    SealedNumber = sealed_,
                    NumberIndex = index,
                    Masked = masked,
                    Holder = account.Holder,
                    AskedAt = write.Now,
                }
            );
            return default(Done);
        }

        (change.Bank, change.SealedNumber, change.NumberIndex, change.Masked, change.Holder, change.AskedAt) = (
            account.Bank,
            sealed_,
            index,
            masked,
            account.Holder,
            write.Now
        );
        return default(Done);
    }

    private sealed record CleanAccount(string Bank, string Number, string Holder);
}
