using MyPay.Domain.Remittance;
using static MyPay.Web.Localization.Words;

namespace MyPay.Web.Portals.Wallet.Send;

/// <summary>What an envelope is called.</summary>
public static class EnvelopeWords
{
    public static string Of(Envelope envelope) =>
        envelope switch
        {
            Envelope.Congratulations => T("축하", "Congratulations"),
            Envelope.Birthday => T("생일", "Birthday"),
            Envelope.Thanks => T("감사", "Thanks"),
            Envelope.Cheer => T("응원", "Cheer"),
            Envelope.PocketMoney => T("용돈", "Pocket money"),
            _ => T("봉투 없이", "No envelope"),
        };

    /// <summary>What stands on it.</summary>
    public static string Greeting(Envelope envelope) =>
        envelope switch
        {
            Envelope.Congratulations => T("축하해요", "Congratulations"),
            Envelope.Birthday => T("생일 축하해요", "Happy birthday"),
            Envelope.Thanks => T("고마워요", "Thank you"),
            Envelope.Cheer => T("힘내요", "You can do it"),
            Envelope.PocketMoney => T("용돈이에요", "Pocket money"),
            _ => "",
        };
}
