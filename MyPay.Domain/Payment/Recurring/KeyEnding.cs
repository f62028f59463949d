using Microsoft.EntityFrameworkCore;
using MyPay.Domain.Kernel;
using MyPay.Domain.Ledger;
using MyPay.Domain.Membership;

namespace MyPay.Domain.Payment.Recurring;

/// <summary>Ends all recurring keys of a franchise at once, however many there are.</summary>
internal sealed class KeyEnding : IPaymentClosing
{
    public int EndRecurring(JournalWrite write, FranchiseId franchise)
    {
        var now = (DateTimeOffset?)write.Now;
        return write
            .Db.Set<RecurringKey>()
            .Where(k => k.Franchise == franchise && k.InactivatedAt == null)
            .ExecuteUpdate(k => k.SetProperty(key => key.InactivatedAt, now));
    }
}

/// <summary>A membership that ends takes its consents along; each shop hears of it.</summary>
internal sealed class ConsentsEnd : IClosingStep
{
    public void Closed(JournalWrite write, MemberId member)
    {
        foreach (var key in write.Where<RecurringKey>(RowTest.Equal(nameof(RecurringKey.Member), member)))
            RecurringConsents.Stop(write, key);
    }
}
