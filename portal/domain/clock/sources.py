"""Where the length of each clock comes from, as the table of rules cites it."""

from portal.domain.text import Text

OPINION = Text("实施意见（一）", "the opinion itself")
PETITIONS_34 = Text("信访工作条例第三十四条", "Regulations on Petitioning, art. 34")
PETITIONS_35 = Text("信访工作条例第三十五条", "Regulations on Petitioning, art. 35")
PETITIONS_36 = Text("信访工作条例第三十六条", "Regulations on Petitioning, art. 36")
ACCEPTANCE = Text(
    "浙江省信访条例第二十条（5个工作日）；湖南3个工作日，徐汇7个工作日",
    "Zhejiang petitioning rules, art. 20 (5 working days); 3 in Hunan, 7 in Xuhui",
)
HUNAN = Text("湖南省行政效能投诉处理办法", "Hunan rules on efficiency complaints")
ANYANG = Text(
    "安阳12345第五十条（24小时内退回）", "Anyang 12345 rules, art. 50 (back within 24 hours)"
)
CRIME_TRANSFER = Text(
    "参照行政执法机关移送涉嫌犯罪案件的规定第五条",
    "by analogy: rules on transfer of suspected crimes by enforcement bodies, art. 5",
)
DEFENCE_WINDOW = Text(
    "权利见政务处分法第四十三条；期限为本产品所设",
    "the right: Law on Governmental Sanctions, art. 43; the length is the product's own",
)
OUR_LENGTH = Text("期限为本产品所设", "the length is the product's own")
SHANDONG = Text("山东省行政执法监督条例第28、29条", "Shandong rules, arts. 28 and 29")
SANCTION_44 = Text(
    "行政机关公务员处分条例第四十四条（6个月，至多12个月）",
    "Regulations on discipline of civil servants, art. 44 (6 months, 12 at most)",
)
FEEDBACK = Text(
    "意见只要求“及时”；检举控告规则为结案后15个工作日",
    'the opinion says only "promptly"; the rules on accusations give 15 working days',
)
