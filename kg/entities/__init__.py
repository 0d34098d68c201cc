"""Mention → entity: which spans name the same thing, and which thing of the catalogue that is.

``pairs`` reads 全称（简称） and its kin, ``link`` puts every mention to an entity with a stable
slug.
"""
