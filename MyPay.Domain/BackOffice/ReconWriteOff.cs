namespace MyPay.Domain.BackOffice;

/// <summary>How to ask for a write-off.</summary>
public static class ReconWriteOff
{
    /// <summary>The kind of the request.</summary>
    public const string Kind = "recon.writeoff";

    /// <summary>The request for one case.</summary>
    public static ApprovalAsk Ask(string caseId, string reason) => new(Kind, SubjectOf(caseId), caseId, reason);

    /// <summary>A case as the subject of requests and of the audit log.</summary>
    public static string SubjectOf(string caseId) => $"recon:{caseId}";
}
