using MyPay.Web.BankSimulator.Accounts;

namespace MyPay.Web.BankSimulator.Wire;

/// <summary>Groups of fields that the transfers and the receiver check have in common.</summary>
internal static class TransferFields
{
    public static string ReadContract(this WireFields fields)
    {
        fields.OneOf("cntr_account_type", "N", "C");
        return fields.Digits("cntr_account_num", 10, 14);
    }

    /// <summary>
    /// The requesting customer. Its account is named by a fintech number or by bank and number, never both.
    /// </summary>
    public static void ReadRequester(this WireFields fields, bool mustNameAccount)
    {
        fields.Text("req_client_name", 20);
        if (
            fields
                .Text("req_client_num", 20)
                .Any(letter => !char.IsAsciiDigit(letter) && !char.IsAsciiLetterUpper(letter))
        )
            fields.Spoil("req_client_num");
        fields.OneOf("transfer_purpose", "TR", "ST", "RC", "AU", "WD", "EX");

        var fintech = fields.Optional("req_client_fintech_use_num", 24) is not null;
        var bank = fields.Optional("req_client_bank_code", 3) is not null;
        var number = fields.Optional("req_client_account_num", 16) is not null;
        if (fintech)
            fields.FintechAccount("req_client_fintech_use_num");
        if (fintech && (bank || number))
            fields.Spoil("req_client_fintech_use_num");
        if (bank || number)
            fields.BankAccount("req_client_bank_code", "req_client_account_num");
        if (mustNameAccount && !fintech && !bank && !number)
            fields.Spoil("req_client_account_num");
    }

    public static void ReadSubFranchise(this WireFields fields)
    {
        fields.Optional("sub_frnc_name", 40);
        fields.Optional("sub_frnc_num", 20);
        if (fields.Optional("sub_frnc_business_num", 10) is not null)
            fields.Digits("sub_frnc_business_num", 10, 10);
    }

    public static void ReadFinalReceiver(this WireFields fields)
    {
        fields.Optional("recv_client_name", 20);
        var bank = fields.Optional("recv_client_bank_code", 3) is not null;
        var number = fields.Optional("recv_client_account_num", 16) is not null;
        if (bank || number)
            fields.BankAccount("recv_client_bank_code", "recv_client_account_num");
    }
}
