using System.ComponentModel.DataAnnotations;

namespace MyPay.Domain.Banking;

/// <summary>How to reach the bank's gateway and who we are there. The host binds <c>MyPay:Bank</c>.</summary>
public sealed class BankingOptions
{
    /// <summary>The gateway's address.</summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("http://127.0.0.1:5090");

    /// <summary>OAuth client id.</summary>
    [Required]
    public string ClientId { get; set; } = "mypay";

    /// <summary>OAuth client secret.</summary>
    [Required]
    public string ClientSecret { get; set; } = "mypay-development";

    /// <summary>Our organisation code (이용기관코드), 10 characters; begins every bank_tran_id.</summary>
    [RegularExpression("^[A-Z0-9]{10}$")]
    public string OrganisationCode { get; set; } = "T991234560";

    /// <summary>The bank of our corporate (법인) account.</summary>
    [RegularExpression("^[0-9]{3}$")]
    public string CorporateBank { get; set; } = "004";

    /// <summary>Its number, digits.</summary>
    [RegularExpression("^[0-9]{10,14}$")]
    public string CorporateNumber { get; set; } = "10020030040";

    /// <summary>Our key for it: the ledger account is <c>bank:{key}</c>.</summary>
    [Required]
    public string CorporateKey { get; set; } = "main";

    /// <summary>The whole time one call may take.</summary>
    public TimeSpan CallTimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many calls of one round go out at the same time: inquiries, payouts.</summary>
    [Range(1, 64)]
    public int CallsAtOnce { get; set; } = 8;
}
